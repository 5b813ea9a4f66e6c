package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.junit.Test;

/** What is told of a job that failed on a cluster. */
public class JobWatchTest {

  /** Answers as the history server does, or does not. */
  private static final class FailedJob extends Job {

    private final boolean statusIsKnown;
    private final boolean tasksAreKnown;

    @SuppressWarnings("deprecation")
    FailedJob(boolean statusIsKnown, boolean tasksAreKnown) throws IOException {
      super(onYarn());
      this.statusIsKnown = statusIsKnown;
      this.tasksAreKnown = tasksAreKnown;
    }

    private static Configuration onYarn() {
      Configuration conf = new Configuration(false);
      conf.set(MRConfig.FRAMEWORK_NAME, MRConfig.YARN_FRAMEWORK_NAME);
      return conf;
    }

    @Override
    public boolean isComplete() {
      return true;
    }

    @Override
    public boolean isSuccessful() {
      return false;
    }

    @Override
    public String getJobName() {
      return "mixreduce fit";
    }

    @Override
    public JobID getJobID() {
      return new JobID("1", 2);
    }

    @Override
    public JobStatus getStatus() throws IOException {
      check(statusIsKnown);
      return new JobStatus() {
        @Override
        public String getFailureInfo() {
          return "Task failed task_1_0002_m_000000";
        }
      };
    }

    @Override
    public TaskCompletionEvent[] getTaskCompletionEvents(int from, int count) throws IOException {
      check(tasksAreKnown);
      TaskAttemptID attempt = TaskAttemptID.forName("attempt_1_0002_m_000000_3");
      return from > 0
          ? new TaskCompletionEvent[0]
          : new TaskCompletionEvent[] {
            new TaskCompletionEvent(
                0, attempt, 0, true, TaskCompletionEvent.Status.FAILED, "http://node:8042")
          };
    }

    @Override
    public String[] getTaskDiagnostics(TaskAttemptID attempt) {
      return new String[] {"Error: Java heap space\n\tat somewhere"};
    }

    @Override
    public Counters getCounters() {
      throw new AssertionError("nobody counts what failed");
    }

    private static void check(boolean known) throws IOException {
      if (!known) {
        throw new ConnectException("Call to history:10020 failed\n\tat somewhere");
      }
    }
  }

  private static String told(Job job) {
    JobWatch watch = JobWatch.of(job.getConfiguration());
    return assertThrows(JobFailedException.class, () -> watch.await(job)).getMessage();
  }

  @Test
  public void theReasonOfTheTaskIsTold() throws IOException {
    assertEquals(
        "job 'mixreduce fit' (job_1_0002) failed: Task failed task_1_0002_m_000000; Error: Java heap"
            + " space",
        told(new FailedJob(true, true)));
  }

  @Test
  public void theJobsReasonIsToldWhereNobodyKnowsOfTasks() throws IOException {
    assertEquals(
        "job 'mixreduce fit' (job_1_0002) failed: Task failed task_1_0002_m_000000; details could"
            + " not be read: Call to history:10020 failed",
        told(new FailedJob(true, false)));
  }

  @Test
  public void theFailureIsToldWhereNobodyKnowsWhy() throws IOException {
    assertEquals(
        "job 'mixreduce fit' (job_1_0002) failed; details could not be read: Call to history:10020"
            + " failed",
        told(new FailedJob(false, false)));
  }
}
