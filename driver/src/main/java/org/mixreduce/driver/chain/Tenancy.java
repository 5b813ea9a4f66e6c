package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.AccessDiagnosis;
import org.mixreduce.driver.job.AccessRefusedException;
import org.mixreduce.driver.job.JobFailedException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.run.DriverLock;
import org.mixreduce.driver.run.Journal;
import org.mixreduce.driver.run.LeftWork;
import org.mixreduce.driver.run.OutputBusyException;
import org.mixreduce.driver.run.RunRecord;
import org.mixreduce.driver.run.Start;

/**
 * A driver's stay in a run's directory: it begins a run there or goes on with one, alone, and
 * leaves what a later driver needs to go on if it cannot end the run.
 */
final class Tenancy {

  private static final String LOCK = LeftWork.LOCK;

  private final RunDirectory directory;
  private final JobRunner jobs;
  private final Console console;
  private Start start;
  private boolean resumed;

  Tenancy(RunDirectory directory, JobRunner jobs, Console console) {
    this.directory = directory;
    this.jobs = jobs;
    this.console = console;
  }

  /** What fills the directory. */
  @FunctionalInterface
  interface Work {
    /** Does it. */
    void run() throws IOException;
  }

  /**
   * What is asked for.
   *
   * @param start how
   * @param record of the run as it would be
   * @param free options that may differ from those of the run that is resumed or extended
   */
  record Wanted(Start start, RunRecord record, Set<String> free) {}

  /** How the run began, maybe with an earlier driver. */
  Start start() {
    return start;
  }

  /**
   * Moves in and has the directory filled. Nothing of the run is left where the command line or the
   * input was to blame; else what is done is kept.
   *
   * @throws UsageException if something stands there that may not, or that does not fit
   * @throws OutputBusyException if another driver is at work there
   */
  void fill(Wanted wanted, Work work) throws IOException {
    directory.checkWork();
    if (tellIfFinished(wanted)) {
      return;
    }
    resumed = wanted.start() == Start.RESUME && directory.isOurs();
    refuse(wanted);
    try {
      stay(wanted, work);
    } catch (JobFailedException e) {
      throw new JobFailedException(e.getMessage() + remedy(wanted.record().command()), e);
    } catch (IOException | FSError e) {
      throw new JobFailedException(
          "the run broke off: " + reason(e) + remedy(wanted.record().command()), e);
    }
    if (directory.isFinished() && !directory.hasBegun()) {
      // A lock that was touched while the run finished; another driver's may be there by now.
      directory.removeEmptyWork();
    }
  }

  /**
   * Tells of the run that is to be resumed that it has finished, if it has; returns whether.
   *
   * @throws UsageException if it is not the one that is asked for
   */
  boolean tellIfFinished(Wanted wanted) throws IOException {
    boolean finished =
        wanted.start() == Start.RESUME
            && directory.isFinished()
            && !directory.isUnderway()
            && directory.isOurs();
    if (finished) {
      refuseDifference(wanted, "resumed");
      tellFinished();
    }
    return finished;
  }

  private void stay(Wanted wanted, Work work) throws IOException {
    try (DriverLock lock = DriverLock.take(directory.fileSystem(), lockFile(), console)) {
      if (resumed && directory.isFinished() && !directory.hasBegun()) {
        // What a job wrote that nobody knew of any more.
        directory.clearWork(LOCK);
        tellFinished();
        return;
      }
      moveIn(wanted, lock);
      if (resumed && directory.isComplete()) {
        directory.finish();
      } else {
        run(work);
      }
    }
  }

  private void tellFinished() {
    console.progress("the run in " + directory.root() + " is finished: nothing to resume");
  }

  private Path lockFile() {
    return directory.work(LOCK);
  }

  private void refuse(Wanted wanted) throws IOException {
    switch (wanted.start()) {
      case FRESH -> refuseAnything();
      case OVERWRITE -> refuseOthers();
      case RESUME -> {
        if (resumed) {
          refuseDifference(wanted, "resumed");
        } else {
          refuseAnything();
        }
      }
      case EXTEND -> {
        refuseUnfinished();
        refuseDifference(wanted, "extended");
      }
    }
  }

  /**
   * Refuses to begin where something stands that may not, and leaves all as it is.
   *
   * @param begin fresh, or in the place of another run
   */
  void refuseOccupied(Start begin) throws IOException {
    directory.checkWork();
    if (begin == Start.OVERWRITE) {
      refuseOthers();
    } else {
      refuseAnything();
    }
  }

  private void refuseAnything() throws IOException {
    if (directory.isUnderway()) {
      DriverLock.refuseIfHeld(directory.fileSystem(), lockFile(), console);
    }
    if (directory.holdsNothing()) {
      return;
    }
    if (directory.isUnderway()) {
      String resumable =
          directory.record().filter(run -> !resumes(run.command())).isPresent()
              ? " of aggregate: start anew with --overwrite"
              : ": go on with it by --resume, or start anew with --overwrite";
      throw new UsageException(
          "--output " + directory.root() + " holds an unfinished run" + resumable);
    }
    throw new UsageException(
        "--output "
            + directory.root()
            + (directory.isOurs()
                ? " exists: choose another, or replace it with --overwrite"
                : " exists, and is not the output of an earlier run: choose another"));
  }

  private void refuseOthers() throws IOException {
    if (directory.exists() && !directory.isOurs() && !directory.isEmpty()) {
      throw new UsageException(
          "--output "
              + directory.root()
              + " is not the output of an earlier run: --overwrite leaves it alone");
    }
  }

  private void refuseUnfinished() throws IOException {
    if (directory.isUnderway()) {
      DriverLock.refuseIfHeld(directory.fileSystem(), lockFile(), console);
    }
    if (directory.hasBegun()) {
      throw new UsageException(
          "--extend: " + directory.root() + " holds an unfinished run: --resume it first");
    }
    if (!directory.isFinished() || !directory.isOurs()) {
      throw new UsageException(
          "--extend: there is no finished run in " + directory.root() + " to add candidates to");
    }
  }

  private void refuseDifference(Wanted wanted, String participle) throws IOException {
    Optional<RunRecord.Difference> difference =
        directory.record().flatMap(record -> record.difference(wanted.record(), wanted.free()));
    if (difference.isPresent()) {
      throw new UsageException(
          "the run in "
              + directory.root()
              + " cannot be "
              + participle
              + ": "
              + difference.get().text()
              + "; results would be mixed. Leave the difference out, choose another --output, or"
              + " start anew with --overwrite");
    }
  }

  private void moveIn(Wanted wanted, DriverLock lock) throws IOException {
    if (wanted.start() == Start.FRESH && directory.isFinished()) {
      // Another driver has come to its end since this one looked.
      directory.remove(directory.work(""));
      refuseAnything();
    }
    start = wanted.start() == Start.RESUME ? Start.FRESH : wanted.start();
    Optional<RunRecord> earlier = resumed ? directory.record() : Optional.empty();
    if (earlier.isPresent()) {
      start = earlier.get().start().orElse(Start.FRESH);
    } else {
      Journal.endJobs(directory.fileSystem(), directory.work(""), jobs);
      directory.clearWork(LOCK);
      directory.write(directory.work(RunDirectory.RECORD), wanted.record().text(start));
    }
    directory.treat(
        switch (start) {
          case EXTEND -> RunDirectory.Earlier.EXTENDED;
          case OVERWRITE -> RunDirectory.Earlier.REPLACED;
          case FRESH, RESUME -> RunDirectory.Earlier.NONE;
        });
    directory.journal(new Journal(directory.fileSystem(), directory.work(""), lock));
  }

  private void run(Work work) throws IOException {
    try {
      work.run();
    } catch (BadInputException | UsageException e) {
      if (!resumed) {
        directory.discard();
      }
      throw e;
    }
  }

  /** What a server says goes on with the trace of its stack. */
  private static String reason(Throwable thrown) {
    return AccessDiagnosis.of(thrown)
        .map(AccessRefusedException::getMessage)
        .orElseGet(() -> String.valueOf(thrown.getMessage()).lines().findFirst().orElse(""));
  }

  /** A file system that has just failed may not tell; then it may well have. */
  private boolean hasBegun() {
    try {
      return directory.hasBegun();
    } catch (IOException | FSError e) {
      return true;
    }
  }

  private static boolean resumes(String command) {
    return command.equals("fit");
  }

  private String remedy(String command) {
    if (!hasBegun()) {
      return "";
    }
    return resumes(command)
        ? "\nwhat is done is kept: once the cause is mended, mixreduce fit --resume --output "
            + directory.root()
            + " goes on"
        : "\nonce the cause is mended, start anew with --overwrite";
  }
}
