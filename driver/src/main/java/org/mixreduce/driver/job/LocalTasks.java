package org.mixreduce.driver.job;

import org.apache.hadoop.conf.Configuration;

/** How many tasks the local runner has side by side. */
public final class LocalTasks {

  private LocalTasks() {}

  /** Whether jobs run in this process. */
  public static boolean isLocal(Configuration conf) {
    return Locality.isLocal(conf);
  }

  /** Map tasks. */
  public static int maps(Configuration conf) {
    return conf.getInt(Locality.MAPS, 1);
  }

  /** Reduce tasks. */
  public static int reduces(Configuration conf) {
    return conf.getInt(Locality.REDUCES, 1);
  }
}
