package org.mixreduce.driver.job;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Kills a job on the cluster if this process is told to end while it submits it or waits for it: by
 * Ctrl-C, by a hang-up, by TERM. Whoever stops the command means its work. A process that is shot
 * (KILL), or whose machine dies, leaves the job running.
 */
final class KillOnExit {

  /** Before file systems are closed, which tokens and talk to the cluster may need. */
  private static final int PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 10;

  /** For as long as Hadoop lets such an end take by default, less some seconds. */
  private static final int LOOKS = 100;

  private static final long LOOK_MILLIS = 200;

  private final Job job;
  private final Runnable hook = this::kill;

  private KillOnExit(Job job) {
    this.job = job;
  }

  /** Guards a job until released. Jobs of the local runner end with the process anyway. */
  static KillOnExit of(Job job) {
    KillOnExit guard = new KillOnExit(job);
    if (!Locality.isLocal(job.getConfiguration())) {
      ShutdownHookManager.get().addShutdownHook(guard.hook, PRIORITY);
    }
    return guard;
  }

  private void kill() {
    System.err.println("mixreduce: interrupted, killing " + job.getJobName());
    String reason = "it was being submitted";
    for (int look = 0; look < LOOKS; look++) {
      try {
        job.killJob();
        return;
      } catch (IllegalStateException e) {
        // Its submission goes on beside this, and it cannot be killed before that is through.
        sleep();
      } catch (IOException e) {
        reason = e.getMessage();
        break;
      }
    }
    System.err.println("mixreduce: " + job.getJobID() + " may still run: " + reason);
  }

  private static void sleep() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The job is no longer waited for: it has ended, or goes on whatever becomes of this process. */
  void release() {
    ShutdownHookManager manager = ShutdownHookManager.get();
    if (!manager.isShutdownInProgress()) {
      manager.removeShutdownHook(hook);
    }
  }
}
