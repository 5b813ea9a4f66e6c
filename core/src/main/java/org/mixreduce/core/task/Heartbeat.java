package org.mixreduce.core.task;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Says every twenty seconds that a task lives while a long fit runs, which the framework would
 * otherwise kill. Fits are bounded in iterations, so this hides no hang.
 */
public final class Heartbeat implements AutoCloseable {

  private static final int SECONDS = 20;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "mixreduce-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts to call {@code beat}, from a thread of its own. */
  public Heartbeat(Runnable beat) {
    executor.scheduleAtFixedRate(beat, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
