package org.mixreduce.driver.job;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * Starts tasks with the module that the fast loops need, and has these compiled apart; they run
 * without it too, only slower. The user's own JVM options stay in front. {@value #KEY}=false leaves
 * the options alone, for a Java that was built without the module and would not start.
 */
final class VectorModule {

  /** Whether tasks get the module. */
  static final String KEY = "mixreduce.vector";

  private static final String MODULE = "jdk.incubator.vector";

  /** The loops are slow where HotSpot inlines them: see VectorLoops. */
  private static final String APART =
      "-XX:CompileCommand=quiet"
          + " -XX:CompileCommand=dontinline,org.mixreduce.core.loops.VectorLoops::*";

  private VectorModule() {}

  /** Adds the option for map and reduce tasks. */
  static void addTo(Configuration conf) {
    if (conf.getBoolean(KEY, true)) {
      addTo(conf, MRJobConfig.MAP_JAVA_OPTS);
      addTo(conf, MRJobConfig.REDUCE_JAVA_OPTS);
    }
  }

  private static void addTo(Configuration conf, String key) {
    // What would hold for the tasks if this key stayed unset.
    String common = conf.get("mapred.child.java.opts", "");
    String own = conf.get(key, "");
    String options = own.isEmpty() ? common : own;
    if (!options.contains(MODULE)) {
      conf.set(key, (options + " --add-modules " + MODULE + " " + APART).trim());
    }
  }
}
