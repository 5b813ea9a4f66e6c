package org.mixreduce.driver.runs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mixreduce.driver.report.RunManifest.Source;
import org.mixreduce.mapper.record.CommonDirectory;

/**
 * What runs and their subsets are called when they are added up. A run's name is its path relative
 * to the directory that holds them all, and it goes before the paths of its files: {@code
 * 2024-05-01//part-0.csv}, because days have files of the same names. The subsets of an aggregate
 * have such names already and keep them, so names do not grow from day to day. Where a name is
 * taken, as by a directory that is written anew every day, it gets a number.
 *
 * <p>No path holds two slashes in a row, so names and paths cannot be confused.
 */
final class RunNames {

  private static final String END = "//";

  private final List<String> names = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();

  /** Of these runs, in their order. */
  RunNames(List<EarlierRun> runs) {
    CommonDirectory common = CommonDirectory.of(runs.stream().map(run -> run.directory()).toList());
    Set<String> taken = new HashSet<>();
    for (EarlierRun run : runs) {
      String name = common.relative(run.directory());
      String prefix = free(name, run.manifest().sources(), taken);
      names.add(name);
      prefixes.add(prefix);
      for (Source source : run.manifest().sources()) {
        String full = prefix + source.name();
        taken.add(full);
        sources.add(new Source(full, source.files()));
      }
    }
  }

  private static String free(String name, List<Source> sources, Set<String> taken) {
    boolean named = sources.stream().noneMatch(source -> source.name().isEmpty());
    for (int number = named ? 0 : 1; ; number++) {
      String prefix = number == 0 ? "" : name + (number == 1 ? "" : "~" + number) + END;
      if (sources.stream().noneMatch(source -> taken.contains(prefix + source.name()))) {
        return prefix;
      }
    }
  }

  /** A run's name. */
  String name(int run) {
    return names.get(run);
  }

  /** The names of all runs. */
  List<String> all() {
    return List.copyOf(names);
  }

  /** What goes before the paths of a run's subsets; may be empty. */
  String prefix(int run) {
    return prefixes.get(run);
  }

  /** Where all rows came from, by the names that the prefixes give. */
  List<Source> sources() {
    return List.copyOf(sources);
  }
}
