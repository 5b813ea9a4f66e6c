package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import org.apache.hadoop.conf.Configuration;
import org.junit.Test;

public class VectorModuleTest {

  private static final String MAP = "mapreduce.map.java.opts";
  private static final String REDUCE = "mapreduce.reduce.java.opts";

  private final Configuration conf = new Configuration(false);

  @Test
  public void addsTheModuleBehindTheUsersOptions() {
    conf.set(MAP, "-Xmx900m");
    VectorModule.addTo(conf);
    assertEquals("-Xmx900m --add-modules jdk.incubator.vector", conf.get(MAP));
    assertEquals("--add-modules jdk.incubator.vector", conf.get(REDUCE));
  }

  @Test
  public void keepsOptionsThatHoldForAllTasks() {
    conf.set("mapred.child.java.opts", "-Xss2m");
    VectorModule.addTo(conf);
    assertEquals("-Xss2m --add-modules jdk.incubator.vector", conf.get(MAP));
  }

  @Test
  public void addsItOnce() {
    VectorModule.addTo(conf);
    VectorModule.addTo(conf);
    assertEquals("--add-modules jdk.incubator.vector", conf.get(MAP));
  }

  @Test
  public void leavesAllAloneWhereItIsNotWanted() {
    conf.set("mixreduce.vector", "false");
    VectorModule.addTo(conf);
    assertNull(conf.get(MAP));
    assertNull(conf.get(REDUCE));
  }
}
