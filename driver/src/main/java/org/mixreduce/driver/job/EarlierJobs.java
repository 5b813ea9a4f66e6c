package org.mixreduce.driver.job;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs that a driver has left behind: on a cluster they outlive it. */
public final class EarlierJobs {

  private static final Logger LOG = LoggerFactory.getLogger(EarlierJobs.class);

  private final Configuration conf;

  EarlierJobs(Configuration conf) {
    this.conf = conf;
  }

  /**
   * Waits for a job that another process has submitted.
   *
   * @return its counters; nothing if it did not succeed, or is not known any more
   */
  public Optional<Counters> await(String id) throws IOException {
    Optional<Job> found = find(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    KillOnExit guard = KillOnExit.of(found.get());
    try {
      return Optional.ofNullable(JobWatch.of(conf).await(found.get()));
    } catch (JobFailedException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      LOG.warn("job {} of an earlier driver failed, and is run again: {}", id, e.getMessage());
      return Optional.empty();
    } finally {
      guard.release();
    }
  }

  /** Ends a job that another process has submitted, if it still runs. */
  public void end(String id) throws IOException {
    Optional<Job> found = find(id);
    if (found.isPresent() && !found.get().isComplete()) {
      found.get().killJob();
    }
  }

  /** Jobs of the local runner end with its process. */
  private Optional<Job> find(String id) {
    if (id.startsWith("job_local")) {
      return Optional.empty();
    }
    try {
      // The job talks through the cluster's connection, which ends with this process.
      return Optional.ofNullable(new Cluster(conf).getJob(JobID.forName(id)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailedException("interrupted while job " + id + " was looked for");
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("job {} of an earlier driver cannot be asked for, and is left to itself", id, e);
      return Optional.empty();
    }
  }
}
