package org.mixreduce.driver.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.mixreduce.driver.terminal.StatusLine;

/**
 * Waits for a job that runs: one that this process has submitted, or one that another has and that
 * the cluster knows by its id. A person at a terminal sees how far it is; nobody else sees
 * anything.
 */
public final class JobWatch {

  /** Shows Hadoop's log instead of a line that is drawn again and again. */
  public static final String VERBOSE = "mixreduce.verbose";

  /** The application master adds up the counters of all tasks whenever it is asked. */
  private static final Duration REMOTE_COUNTERS = Duration.ofSeconds(10);

  private static final Duration LOCAL_COUNTERS = Duration.ofSeconds(1);

  /** Events that are asked for at a time. */
  private static final int EVENTS = 1000;

  private final StatusLine line;

  private JobWatch(StatusLine line) {
    this.line = line;
  }

  /** A watch that shows what this configuration asks for. */
  public static JobWatch of(Configuration conf) {
    boolean verbose = conf.getBoolean(VERBOSE, false);
    return new JobWatch(verbose ? StatusLine.none() : StatusLine.ofStandardError());
  }

  /**
   * Waits for the end of a job.
   *
   * @return its counters
   * @throws JobFailedException if it failed or was killed, or if the wait was interrupted
   */
  public Counters await(Job job) throws IOException {
    try {
      if (line.isSeen()) {
        show(job);
      } else {
        sleepTill(job);
      }
      if (!job.isSuccessful()) {
        throw new JobFailedException(failure(job));
      }
      return job.getCounters();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailedException("job " + job.getJobName() + " was interrupted");
    }
  }

  private static void sleepTill(Job job) throws IOException, InterruptedException {
    int millis = Job.getCompletionPollInterval(job.getConfiguration());
    while (!job.isComplete()) {
      Thread.sleep(millis);
    }
  }

  private void show(Job job) throws IOException, InterruptedException {
    int millis = Job.getProgressPollInterval(job.getConfiguration());
    ProgressLine text = new ProgressLine(now());
    Rows rows = new Rows(job);
    LocalShares shares = new LocalShares();
    try {
      boolean complete;
      do {
        complete = job.isComplete();
        JobProgress progress = progress(job, shares, complete, rows.at(now(), complete));
        line.show(text.at(now(), progress));
        if (!complete) {
          Thread.sleep(millis);
        }
      } while (!complete);
    } finally {
      line.leave();
    }
  }

  private static Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }

  private static JobProgress progress(Job job, LocalShares shares, boolean complete, long rows)
      throws IOException {
    Configuration conf = job.getConfiguration();
    double maps = job.mapProgress();
    double reduces = job.reduceProgress();
    if (Locality.isLocal(conf) && !complete) {
      shares.read(maps, reduces);
      maps = shares.maps();
      reduces = shares.reduces();
    }
    return new JobProgress(
        job.getJobName(),
        maps,
        conf.getInt(MRJobConfig.NUM_MAPS, 1),
        reduces,
        job.getNumReduceTasks(),
        rows);
  }

  /** The rows that a job has read, asked for now and then. */
  private static final class Rows {

    private final Job job;
    private final Duration interval;
    private Duration next = Duration.ZERO;
    private long known;

    Rows(Job job) {
      this.job = job;
      boolean local = Locality.isLocal(job.getConfiguration());
      this.interval = local ? LOCAL_COUNTERS : REMOTE_COUNTERS;
      this.next = now().plus(interval);
    }

    /** What is known at a time; the last word once the job is complete. */
    long at(Duration now, boolean complete) throws IOException {
      if (complete || now.compareTo(next) >= 0) {
        Counters counters = job.getCounters();
        // A job that is being retired has none for a while.
        if (counters != null) {
          known = counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue();
        }
        next = now.plus(interval);
      }
      return known;
    }
  }

  /** Why a job failed, as far as the cluster still tells: its failure is reported whatever ails. */
  private static String failure(Job job) throws InterruptedException {
    String failure = "job '" + job.getJobName() + "' (" + job.getJobID() + ") failed";
    try {
      String reason = job.getStatus().getFailureInfo();
      if (reason != null && !reason.isEmpty() && !"NA".equals(reason)) {
        failure += ": " + reason.strip();
      }
      return failure + cause(job);
    } catch (IOException e) {
      return failure + "; details could not be read: " + said(e);
    }
  }

  /**
   * What the last attempt of a task said that failed. The local runner says it in its log alone.
   * Once the application master has ended, only the job history server knows.
   */
  private static String cause(Job job) throws IOException, InterruptedException {
    if (Locality.isLocal(job.getConfiguration())) {
      return "; the log above says why";
    }
    String cause = "";
    TaskCompletionEvent[] events;
    for (int from = 0; (events = job.getTaskCompletionEvents(from, EVENTS)).length > 0; ) {
      for (TaskCompletionEvent event : events) {
        if (event.getStatus() == TaskCompletionEvent.Status.FAILED) {
          cause = firstLine(job.getTaskDiagnostics(event.getTaskAttemptId()), cause);
        }
      }
      from += events.length;
    }
    return cause.isEmpty() ? "" : "; " + cause;
  }

  /** The first line, since what a server says goes on with the trace of its stack. */
  private static String said(IOException thrown) {
    return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
  }

  private static String firstLine(String[] diagnostics, String otherwise) {
    return Arrays.stream(diagnostics == null ? new String[0] : diagnostics)
        .flatMap(String::lines)
        .findFirst()
        .orElse(otherwise);
  }
}
