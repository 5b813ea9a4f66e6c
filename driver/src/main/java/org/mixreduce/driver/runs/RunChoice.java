package org.mixreduce.driver.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.report.Counted;

/**
 * Which of the directories that {@code --runs} names are added up.
 *
 * @param window the runs that are looked at
 * @param unfinished what becomes of those among them that have not finished
 */
public record RunChoice(RunWindow window, Unfinished unfinished) {

  /** A run that has not finished. */
  public enum Unfinished {
    /** Ends the command. */
    REFUSED,
    /** Is left out, and named. */
    LEFT_OUT
  }

  /**
   * What is chosen.
   *
   * @param taken to be added up
   * @param leftOut that have not finished
   */
  public record Chosen(List<Path> taken, List<Path> leftOut) {

    /** What the user should know of the runs that are left out; empty if there are none. */
    public List<String> warnings() {
      return leftOut.isEmpty()
          ? List.of()
          : List.of(
              Counted.of(leftOut.size(), "run")
                  + " of "
                  + (taken.size() + leftOut.size())
                  + " left out, for they have not finished (no _SUCCESS): "
                  + leftOut.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
  }

  /**
   * Chooses.
   *
   * @throws UsageException if nothing is left, or the last run of the window is left out
   */
  public Chosen of(List<Path> directories, Configuration conf) throws IOException {
    List<Path> inside = window.of(directories);
    if (unfinished == Unfinished.REFUSED) {
      return new Chosen(inside, List.of());
    }
    EarlierRunReader reader = new EarlierRunReader(conf);
    List<Path> taken = new ArrayList<>();
    List<Path> leftOut = new ArrayList<>();
    for (Path directory : inside) {
      (reader.isFinished(directory) ? taken : leftOut).add(directory);
    }
    if (taken.isEmpty()) {
      throw new UsageException("--skip-unfinished: none of the runs has finished: " + leftOut);
    }
    leftOut.stream()
        .filter(window::isLast)
        .findFirst()
        .ifPresent(
            last -> {
              throw new UsageException(
                  "--through: the last run, in " + last + ", has not finished: let it");
            });
    return new Chosen(taken, leftOut);
  }
}
