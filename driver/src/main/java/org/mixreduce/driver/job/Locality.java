package org.mixreduce.driver.job;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/** What the embedded local runner wants set otherwise than a cluster; the user's values stay. */
final class Locality {

  /** A fixed target, so that a run's subsets do not depend on the machine's number of cores. */
  private static final long SPLIT_BYTES = 8L << 20;

  private Locality() {}

  /** Tunes the configuration if jobs run in this process. */
  static void tune(Configuration conf) throws IOException {
    if (!"local".equals(conf.get("mapreduce.framework.name", "local"))) {
      return;
    }
    String cores = String.valueOf(Runtime.getRuntime().availableProcessors());
    setUnlessSet(conf, "mapreduce.local.map.tasks.maximum", cores);
    setUnlessSet(conf, "mapreduce.local.reduce.tasks.maximum", cores);
    setUnlessSet(conf, FileInputFormat.SPLIT_MAXSIZE, String.valueOf(SPLIT_BYTES));
    replaceDefault(conf, "mapreduce.client.progressmonitor.pollinterval", "50");
    replaceDefault(conf, "mapreduce.client.completion.pollinterval", "50");
    replaceDefault(conf, "mapreduce.task.io.sort.mb", "16");
    FileSystem local = FileSystem.getLocal(conf);
    // Checksum files beside every result would puzzle whoever lists the output directory.
    ((LocalFileSystem) local).setWriteChecksum(false);
  }

  private static void setUnlessSet(Configuration conf, String key, String value) {
    if (conf.get(key) == null) {
      conf.set(key, value);
    }
  }

  /** Sets a key that Hadoop's own defaults set, unless a file or option of the user's did. */
  private static void replaceDefault(Configuration conf, String key, String value) {
    String[] sources = conf.getPropertySources(key);
    if (sources == null || sources[sources.length - 1].endsWith("-default.xml")) {
      conf.set(key, value);
    }
  }
}
