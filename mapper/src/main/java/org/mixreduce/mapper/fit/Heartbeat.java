package org.mixreduce.mapper.fit;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.Progressable;

/**
 * Tells the framework that the task lives while a long fit runs, which would otherwise be killed
 * after {@code mapreduce.task.timeout}. Fits are bounded in iterations, so this hides no hang.
 */
final class Heartbeat implements AutoCloseable {

  private static final int SECONDS = 20;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "mixreduce-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  Heartbeat(Progressable task) {
    executor.scheduleAtFixedRate(task::progress, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
