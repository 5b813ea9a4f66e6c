package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobFailedException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.run.DriverLock;
import org.mixreduce.driver.run.Journal;
import org.mixreduce.driver.run.LeftWork;
import org.mixreduce.driver.run.OutputBusyException;

/**
 * The output of a command that never replaces anything and cannot be resumed. It is made in {@code
 * _work} by one driver alone, and moved to its place when all of it is there. A command that fails
 * takes back what it has made, and nothing else. What a driver left that was killed before it moved
 * anything makes room for a new one.
 */
public final class NewOutput {

  private final RunDirectory directory;
  private final JobRunner jobs;
  private final Console console;
  private final List<Result> results = new ArrayList<>();
  private final List<Path> moved = new ArrayList<>();

  /** An output in that directory, by those jobs. */
  public NewOutput(RunDirectory directory, JobRunner jobs, Console console) {
    this.directory = directory;
    this.jobs = jobs;
    this.console = console;
  }

  /**
   * What makes the output.
   *
   * @param <T> what there is to tell of it
   */
  @FunctionalInterface
  public interface Work<T> {
    /** Makes it, and says by {@link NewOutput#add} what belongs to it. */
    T run() throws IOException;
  }

  /** A file or directory, and what it is called in the output. */
  private record Result(Path made, String name) {}

  /** Adds a file or directory, made beneath work, that is moved to the output under that name. */
  public void add(Path made, String name) {
    results.add(new Result(made, name));
  }

  /**
   * Has the output made, and moves it to its place; of two drivers that come at once, one does.
   *
   * @throws UsageException if something stands there
   * @throws OutputBusyException if another driver is at work there
   */
  public <T> T fill(Work<T> work) throws IOException {
    if (jobs.reads(directory.root())) {
      throw new UsageException(
          "--output " + directory.root() + " is part of --input: choose a place beside it");
    }
    directory.checkWork();
    if (!directory.holdsNothing()) {
      DriverLock.refuseIfHeld(directory.fileSystem(), lockFile(), console);
      throw occupied();
    }
    T done = null;
    boolean vacant;
    try (DriverLock lock = DriverLock.take(directory.fileSystem(), lockFile(), console)) {
      // Another driver may have come to its end since this one looked.
      vacant = directory.holdsNothing();
      if (vacant) {
        moveIn(lock);
        done = made(work);
        directory.finish();
      }
    }
    // A lock that was touched while all work was removed.
    directory.removeEmptyWork();
    if (!vacant) {
      throw occupied();
    }
    return done;
  }

  private Path lockFile() {
    return directory.work(LeftWork.LOCK);
  }

  private UsageException occupied() {
    return new UsageException(
        "--output " + directory.root() + " exists: choose another, or remove it");
  }

  private void moveIn(DriverLock lock) throws IOException {
    FileSystem fs = directory.fileSystem();
    Path work = directory.work("");
    Journal.endJobs(fs, work, jobs);
    directory.clearWork(LeftWork.LOCK);
    directory.journal(new Journal(fs, work, lock));
  }

  private <T> T made(Work<T> work) throws IOException {
    try {
      T done = work.run();
      publish();
      return done;
    } catch (IOException | RuntimeException | FSError e) {
      takeBack(e);
      throw e;
    }
  }

  private void publish() throws IOException {
    for (Result result : results) {
      directory.check();
      Path place = directory.published(result.name());
      if (directory.fileSystem().exists(place)) {
        throw new JobFailedException(
            place + " was not there when this command began: remove it, and begin anew");
      }
      moved.add(place);
      directory.keep(result.made(), place);
    }
  }

  /**
   * What another driver has taken is left alone; why the command failed is what there is to say.
   */
  private void takeBack(Throwable failure) {
    try {
      directory.check();
      for (Path place : moved) {
        directory.remove(place);
      }
      directory.discard();
    } catch (IOException | RuntimeException | FSError e) {
      failure.addSuppressed(e);
    }
  }
}
