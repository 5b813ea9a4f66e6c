package org.mixreduce.driver.chain;

import java.io.IOException;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.run.DriverLock;
import org.mixreduce.driver.run.Journal;

/**
 * The output of a command that replaces nothing: it is made in work in progress by one driver
 * alone, and moved to its place when it is complete.
 */
public final class NewOutput {

  private final RunDirectory directory;
  private final Console console;

  /** An output in that directory, which is not there yet. */
  public NewOutput(RunDirectory directory, Console console) {
    this.directory = directory;
    this.console = console;
  }

  /** What makes the results. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Makes them by {@link RunDirectory#step}, and leaves them where they will stand, or at {@link
     * RunDirectory#file}.
     *
     * @return what to tell once they are published
     */
    String make() throws IOException;
  }

  /**
   * Has the results made and publishes them; leaves nothing if they cannot be made.
   *
   * @throws org.mixreduce.driver.input.UsageException if something stands there
   * @throws org.mixreduce.driver.run.OutputBusyException if another driver is at work there
   */
  public void fill(Maker maker) throws IOException {
    String note;
    try (DriverLock lock = directory.take(console)) {
      try {
        // So each job has a place of its own: one of a driver that was killed may still write.
        directory.journal(new Journal(directory.fileSystem(), directory.work(""), lock));
        note = maker.make();
      } catch (IOException | RuntimeException e) {
        if (lock.isOurs()) {
          directory.removeAll();
        }
        throw e;
      }
      directory.finish();
    }
    // A lock that was touched while all work was removed.
    directory.removeEmptyWork();
    console.print(note);
  }
}
