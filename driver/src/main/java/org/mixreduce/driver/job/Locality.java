package org.mixreduce.driver.job;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/** What the embedded local runner wants set otherwise than a cluster; the user's values stay. */
final class Locality {

  /** A fixed target, so that a run's subsets do not depend on the machine's number of cores. */
  private static final long SPLIT_BYTES = 8L << 20;

  /** Map tasks that run side by side. */
  static final String MAPS = "mapreduce.local.map.tasks.maximum";

  /** Reduce tasks that run side by side. */
  static final String REDUCES = "mapreduce.local.reduce.tasks.maximum";

  private Locality() {}

  /** Whether jobs run in this process. */
  static boolean isLocal(Configuration conf) {
    return "local".equals(conf.get("mapreduce.framework.name", "local"));
  }

  /** Tunes the configuration if jobs run in this process. */
  static void tune(Configuration conf) throws IOException {
    if (!isLocal(conf)) {
      return;
    }
    String cores = String.valueOf(Runtime.getRuntime().availableProcessors());
    UserSettings.otherwise(conf, MAPS, cores);
    UserSettings.otherwise(conf, REDUCES, cores);
    UserSettings.otherwise(conf, FileInputFormat.SPLIT_MAXSIZE, String.valueOf(SPLIT_BYTES));
    UserSettings.otherwise(conf, "mapreduce.client.progressmonitor.pollinterval", "50");
    UserSettings.otherwise(conf, "mapreduce.client.completion.pollinterval", "50");
    UserSettings.otherwise(conf, MRJobConfig.TASK_PROGRESS_REPORT_INTERVAL, "1000");
    UserSettings.otherwise(conf, "mapreduce.task.io.sort.mb", "16");
    FileSystem local = FileSystem.getLocal(conf);
    // Checksum files beside every result would puzzle whoever lists the output directory.
    ((LocalFileSystem) local).setWriteChecksum(false);
  }
}
