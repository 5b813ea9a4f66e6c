package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.Test;
import org.mixreduce.core.loops.KernelLoops;

public class VectorModuleTest {

  private static final String MAP = "mapreduce.map.java.opts";
  private static final String OPTIONS =
      "--add-modules jdk.incubator.vector -XX:CompileCommand=quiet"
          + " -XX:CompileCommand=dontinline,org.mixreduce.core.loops.VectorLoops::*";
  private static final String REDUCE = "mapreduce.reduce.java.opts";

  private final Configuration conf = new Configuration(false);

  @Test
  public void addsTheModuleBehindTheUsersOptions() {
    conf.set(MAP, "-Xmx900m");
    VectorModule.addTo(conf);
    assertEquals("-Xmx900m " + OPTIONS, conf.get(MAP));
    assertEquals(OPTIONS, conf.get(REDUCE));
  }

  /** A class that was called otherwise would be inlined, and slow, without a word. */
  @Test
  public void whatIsCompiledApartIsWhatRuns() throws IOException {
    String loops = KernelLoops.best().getClass().getName();
    assumeTrue(!loops.equals(KernelLoops.plain().getClass().getName()));
    String apart = "-XX:CompileCommand=dontinline," + loops + "::*";
    VectorModule.addTo(conf);
    assertTrue(conf.get(MAP), conf.get(MAP).contains(apart));
    Path launcher = Path.of(System.getProperty("mixreduce.root"), "bin", "mixreduce");
    assertTrue(launcher.toString(), Files.readString(launcher).contains(apart));
  }

  @Test
  public void keepsOptionsThatHoldForAllTasks() {
    conf.set("mapred.child.java.opts", "-Xss2m");
    VectorModule.addTo(conf);
    assertEquals("-Xss2m " + OPTIONS, conf.get(MAP));
  }

  @Test
  public void addsItOnce() {
    VectorModule.addTo(conf);
    VectorModule.addTo(conf);
    assertEquals(OPTIONS, conf.get(MAP));
  }

  @Test
  public void leavesAllAloneWhereItIsNotWanted() {
    conf.set("mixreduce.vector", "false");
    VectorModule.addTo(conf);
    assertNull(conf.get(MAP));
    assertNull(conf.get(REDUCE));
  }
}
