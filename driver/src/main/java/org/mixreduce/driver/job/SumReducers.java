package org.mixreduce.driver.job;

/**
 * How many tasks add up the sums of a scan. Each is a process to start, which takes longer than all
 * the sums of a small scan; of a large one no task is to fetch more than some tens of megabytes.
 */
public final class SumReducers {

  private static final int MOST = 8;

  /** Numbers that a task adds up before there is another one: 32 MB. */
  private static final double NUMBERS = 1 << 22;

  private SumReducers() {}

  /**
   * The number of tasks, which changes no byte of the result.
   *
   * @param models that are evaluated; a task has one at least
   * @param parameters of all models together, about as many as a map task sends sums
   * @param maps tasks that send them
   */
  public static int of(int models, double parameters, int maps) {
    int wanted = (int) Math.min(MOST, Math.ceil(parameters * maps / NUMBERS));
    return Math.max(1, Math.min(models, wanted));
  }
}
