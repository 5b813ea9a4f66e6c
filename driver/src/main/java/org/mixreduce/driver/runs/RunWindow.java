package org.mixreduce.driver.runs;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.input.UsageException;

/**
 * The runs up to and including one, by the names that their paths end with: those of the days up to
 * 2024-05-02, or up to 05/02 where each month has a folder. So whoever aggregates an old day again
 * gets what there was on that day, whatever has come since.
 *
 * @param last name of the last run, or more of the end of its path; empty for all runs. Of each
 *     path as many parts are compared as it has, one after the other
 */
public record RunWindow(Optional<String> last) {

  /**
   * The directories of the window, in their order.
   *
   * @throws UsageException if none is called as the last one: a mistyped name would cut anywhere
   */
  public List<Path> of(List<Path> directories) {
    if (last.isEmpty()) {
      return directories;
    }
    if (directories.stream().noneMatch(this::isLast)) {
      throw new UsageException(
          "--through " + last.get() + ": none of --runs is called that: give the last one's name");
    }
    return directories.stream().filter(directory -> against(directory) <= 0).toList();
  }

  /** Whether that is the last run, without which the window makes no sense. */
  boolean isLast(Path directory) {
    return last.isPresent() && against(directory) == 0;
  }

  private int against(Path directory) {
    String[] end = last.orElseThrow().split(Path.SEPARATOR);
    String[] parts = directory.toString().split(Path.SEPARATOR);
    int order = 0;
    for (int part = 1; part <= Math.min(end.length, parts.length); part++) {
      int here = parts[parts.length - part].compareTo(end[end.length - part]);
      // Parts to the left count more.
      order = here == 0 ? order : here;
    }
    return order;
  }
}
