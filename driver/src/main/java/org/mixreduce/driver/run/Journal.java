package org.mixreduce.driver.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.mixreduce.driver.job.JobListener;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Json;

/**
 * Which jobs of a run have been submitted and which are done. All that a driver does between two
 * jobs follows from what the jobs left behind, so a later driver goes the same way again: jobs that
 * are done it takes as they are, and one that still runs it waits for.
 *
 * <p>A job writes to a directory of its own driver, so one that a killed driver left running, and
 * that nobody finds any more, mixes with nothing; what it leaves is known by its name, and goes.
 */
public final class Journal implements JobListener {

  private static final String OUTPUT = "output";
  static final String COUNTERS = "counters";
  private static final String JOB = "job";

  private final FileSystem fs;
  private final Path work;
  private final DriverLock lock;

  /** The journal beneath a directory of work in progress. */
  public Journal(FileSystem fs, Path work, DriverLock lock) {
    this.fs = fs;
    this.work = work;
    this.lock = lock;
  }

  /** A job to run. */
  @FunctionalInterface
  public interface Step {
    /** Runs it to its end, by these jobs, with output in that directory, which is not there yet. */
    Counters run(JobRunner jobs, Path output) throws IOException;
  }

  /**
   * A job that is done.
   *
   * @param output its directory
   * @param counters of it
   */
  public record Done(Path output, Counters counters) {}

  /**
   * Runs a job, unless it is done or still runs.
   *
   * @param name of the step, the same whenever the run comes here
   * @param jobs that run it
   */
  public Done step(String name, JobRunner jobs, Step step) throws IOException {
    lock.check();
    Optional<Done> earlier = done(name);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Optional<Done> found = found(name, jobs);
    Done done;
    if (found.isPresent()) {
      done = found.get();
    } else {
      Path output = new Path(work, name + "." + lock.name());
      // What an attempt of this driver left that failed.
      fs.delete(output, true);
      done = new Done(output, step.run(jobs.watchedBy(this), output));
    }
    lock.check();
    write(name, done);
    return done;
  }

  /**
   * Makes sure that this driver still has the run.
   *
   * @throws org.mixreduce.driver.job.JobFailedException if another one has taken it
   */
  public void check() throws IOException {
    lock.check();
  }

  @Override
  public void submitted(String job, Path output) throws IOException {
    ObjectNode json = Json.object();
    json.put(JOB, job);
    json.put(OUTPUT, output.getName());
    StepTimes.submitted(json);
    write(jobFile(stepOf(output)), json);
  }

  /** Whether a name may be that of a job's output. */
  static boolean isOutput(String name) {
    return name.matches(
        "(profile|round|scan|bags|aggregate|resample|score|generate)[a-z0-9-]*\\.[0-9a-f]{8}");
  }

  private static String stepOf(Path output) {
    return output.getName().substring(0, output.getName().lastIndexOf('.'));
  }

  /** Ends what earlier drivers left running, for a run that begins anew. */
  public static void endJobs(FileSystem fs, Path work, JobRunner jobs) throws IOException {
    if (!fs.exists(work)) {
      return;
    }
    for (FileStatus file : fs.listStatus(work, path -> path.getName().startsWith("job-"))) {
      Optional<JsonNode> json = read(fs, file.getPath());
      if (json.isPresent()) {
        jobs.earlierJobs().end(json.get().path(JOB).asText());
      }
    }
  }

  private Optional<Done> done(String name) throws IOException {
    return read(fs, doneFile(name))
        .map(
            json ->
                new Done(
                    new Path(work, json.path(OUTPUT).asText()),
                    SavedCounters.read(json.path(COUNTERS))));
  }

  /** The job of an earlier driver, which the cluster may have brought to its end by now. */
  private Optional<Done> found(String name, JobRunner jobs) throws IOException {
    Optional<JsonNode> json = read(fs, jobFile(name));
    if (json.isEmpty()) {
      return Optional.empty();
    }
    Path output = new Path(work, json.get().path(OUTPUT).asText());
    return jobs.earlierJobs()
        .await(json.get().path(JOB).asText())
        .map(counters -> new Done(output, counters));
  }

  /** Whether a file of that name says that a step is done, or which job does it. */
  public static boolean isEntry(String file) {
    return file.startsWith(StepTimes.DONE) || file.startsWith(JOB + "-");
  }

  private Path doneFile(String name) {
    return new Path(work, StepTimes.DONE + name + StepTimes.JSON);
  }

  private Path jobFile(String name) {
    return new Path(work, JOB + "-" + name + StepTimes.JSON);
  }

  private void write(String name, Done done) throws IOException {
    ObjectNode json = Json.object();
    json.put(OUTPUT, done.output().getName());
    SavedCounters.put(json.putObject(COUNTERS), done.counters());
    Optional<JsonNode> job = read(fs, jobFile(name));
    if (job.isPresent()) {
      StepTimes.done(json, job.get());
    }
    write(doneFile(name), json);
  }

  private void write(Path file, ObjectNode json) throws IOException {
    try (OutputStream out = fs.create(file, true)) {
      out.write(Json.text(json).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Empty if there is no such file, or the driver was killed while it wrote it. */
  static Optional<JsonNode> read(FileSystem fs, Path file) throws IOException {
    try (InputStream in = fs.open(file)) {
      JsonNode json = Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return json.isObject() ? Optional.of(json) : Optional.empty();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
