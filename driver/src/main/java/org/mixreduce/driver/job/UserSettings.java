package org.mixreduce.driver.job;

import org.apache.hadoop.conf.Configuration;

/** Sets what the user has not: by site files, generic options or code. */
final class UserSettings {

  private UserSettings() {}

  /** Sets a key that nobody set but Hadoop's own defaults. */
  static void otherwise(Configuration conf, String key, String value) {
    String[] sources = conf.getPropertySources(key);
    boolean byDefault =
        sources == null
            || sources.length == 0
            || sources[sources.length - 1].endsWith("-default.xml");
    if (byDefault) {
      conf.set(key, value);
    }
  }
}
