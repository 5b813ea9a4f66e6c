package org.mixreduce.driver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.schedule.OozieAction;
import org.mixreduce.driver.schedule.RunSummary;
import picocli.CommandLine.Option;

/** What a run tells the scheduler that started it. */
final class SummaryOption {

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description =
          "a local file for what a scheduler decides on: verdict, chosen shape and K, BIC, rows and"
              + " model, a name=value a line")
  Optional<String> file = Optional.empty();

  /**
   * Checks, before hours of work, that the file can be written.
   *
   * @throws UsageException if it cannot
   */
  void check() {
    file.ifPresent(
        name -> {
          Path path = path(name).toAbsolutePath();
          Path parent = path.getParent();
          if (Files.isDirectory(path) || parent == null || !Files.isWritable(parent)) {
            throw new UsageException(
                "--summary " + name + ": is no file in a local directory that can be written to");
          }
        });
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException("--summary " + name + ": " + e.getReason());
    }
  }

  /** Tells of a finished run whoever has asked, by the option or as Oozie. */
  void write(RunDirectory run, Console console) throws IOException {
    Optional<OozieAction> action = OozieAction.current();
    if (file.isEmpty() && action.isEmpty()) {
      return;
    }
    RunSummary summary = RunSummary.of(run);
    if (file.isPresent()) {
      Files.writeString(path(file.get()), summary.text());
    }
    if (action.isPresent()) {
      List<String> leftOut = action.get().capture(summary);
      if (!leftOut.isEmpty()) {
        console.warn(
            "captured without "
                + String.join(", ", leftOut)
                + ": Oozie takes "
                + OozieAction.OUTPUT_BYTES
                + " bytes; the run is finished in "
                + run.root());
      }
    }
  }
}
