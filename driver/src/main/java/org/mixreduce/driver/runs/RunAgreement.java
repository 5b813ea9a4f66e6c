package org.mixreduce.driver.runs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.report.RunManifest.InputFile;
import org.mixreduce.driver.report.RunManifest.Source;

/** Whether runs can be added up: the same variables, and no row twice. */
final class RunAgreement {

  private final List<EarlierRun> runs;
  private final List<String> warnings = new ArrayList<>();

  private record Reading(EarlierRun run, InputFile file) {}

  private RunAgreement(List<EarlierRun> runs) {
    this.runs = runs;
  }

  /**
   * Checks the runs.
   *
   * @return what the user should know
   * @throws BadInputException naming two runs that do not go together, and why
   */
  static List<String> check(List<EarlierRun> runs) {
    RunAgreement agreement = new RunAgreement(runs);
    agreement.checkVariables();
    agreement.checkFiles();
    agreement.checkMoments();
    agreement.warnLayouts();
    return agreement.warnings;
  }

  private void checkVariables() {
    List<String> names = runs.get(0).layout().featureNames();
    for (EarlierRun run : runs) {
      List<String> own = run.layout().featureNames();
      if (own.equals(names)) {
        continue;
      }
      boolean sameSet = own.size() == names.size() && new HashSet<>(own).containsAll(names);
      throw new BadInputException(
          "the runs have different variables: "
              + runs.get(0)
              + " has "
              + names
              + ", "
              + run
              + " has "
              + own
              + (sameSet ? ", the same in another order" : "")
              + ": fit one of them again with --columns");
    }
  }

  /**
   * An error and not a warning: rows that count twice make a model that looks sound, and which of
   * two aggregates to take a run out of is not ours to say.
   */
  private void checkFiles() {
    Map<String, Reading> readings = new HashMap<>();
    for (EarlierRun run : runs) {
      for (Source source : run.manifest().sources()) {
        for (InputFile file : source.files()) {
          Reading before = readings.put(file.uri(), new Reading(run, file));
          if (before != null) {
            compare(before, new Reading(run, file));
          }
        }
      }
    }
  }

  private void compare(Reading a, Reading b) {
    if (a.file().equals(b.file())) {
      throw new BadInputException(
          a.run()
              + " and "
              + b.run()
              + " both hold the rows of "
              + b.file().uri()
              + " ("
              + b.file().bytes()
              + " bytes), which would count twice: leave one out (an aggregate already holds the"
              + " runs that it was made of)");
    }
    warnings.add(
        b.file().uri()
            + " had "
            + a.file().bytes()
            + " bytes when the run in "
            + a.run()
            + " read it and "
            + b.file().bytes()
            + " when the one in "
            + b.run()
            + " did: if it grew, its first rows count twice");
  }

  /**
   * The same rows under another name have the same moments but for rounding: to the last digit if
   * they are a copy, and not if they stand in another order or in other files, because sums depend
   * on it.
   */
  private void checkMoments() {
    List<Moments> moments = runs.stream().map(EarlierRun::moments).toList();
    for (int b = 1; b < runs.size(); b++) {
      for (int a = 0; a < b; a++) {
        if (moments.get(a).agrees(moments.get(b))) {
          throw new BadInputException(
              runs.get(a)
                  + " and "
                  + runs.get(b)
                  + " have the same number of rows, means and covariances but for rounding: the"
                  + " same rows under two names, which would count twice; leave one out");
        }
      }
    }
  }

  private void warnLayouts() {
    RowLayout kept = runs.get(runs.size() - 1).layout();
    for (EarlierRun run : runs) {
      if (!run.layout().equals(kept)) {
        warnings.add(
            "the rows of "
                + run
                + " were laid out otherwise than those of "
                + runs.get(runs.size() - 1)
                + " (delimiter, header, places of columns, ids or weight): the model remembers the"
                + " latter");
        return;
      }
    }
  }
}
