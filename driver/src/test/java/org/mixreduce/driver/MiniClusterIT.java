package org.mixreduce.driver;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.mapreduce.v2.MiniMRYarnCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.mixreduce.core.data.Seed;
import org.mixreduce.driver.cli.CommandLine;
import org.mixreduce.driver.cli.CommandLine.Result;
import org.mixreduce.driver.cli.ExitCode;

/**
 * Fit, aggregate, score and resample on HDFS and YARN, tasks as processes of their own that run the
 * job jar, against the local runner on the same splits (resample: on any): the same bytes.
 */
public class MiniClusterIT {

  /** Several blocks of this size make the input; the local runner is told to split at the same. */
  private static final int BLOCK = 12 * 1024;

  private static final File TARGET =
      new File(System.getProperty("mixreduce.target", "target")).getAbsoluteFile();

  private static MiniDFSCluster hdfs;
  private static MiniMRYarnCluster yarn;

  @BeforeClass
  public static void start() throws Exception {
    System.setProperty("HADOOP_USER_NAME", "mixreduce");
    Configuration conf = new HdfsConfiguration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, new File(TARGET, "minidfs").getPath());
    conf.setLong("dfs.namenode.fs-limits.min-block-size", 1024);
    hdfs = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
    hdfs.waitActive();
    conf.set("fs.defaultFS", hdfs.getURI().toString());
    String task = "-Xmx300m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
    conf.set("mapreduce.map.java.opts", task);
    conf.set("mapreduce.reduce.java.opts", task);
    conf.set("yarn.app.mapreduce.am.command-opts", task);
    conf.setInt("mapreduce.map.memory.mb", 512);
    conf.setInt("mapreduce.reduce.memory.mb", 512);
    conf.setInt("yarn.app.mapreduce.am.resource.mb", 512);
    conf.setInt("mapreduce.task.io.sort.mb", 16);
    conf.setInt("yarn.scheduler.minimum-allocation-mb", 256);
    conf.setInt("yarn.app.mapreduce.am.scheduler.heartbeat.interval-ms", 200);
    conf.setInt("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", 200);
    conf.setInt("mapreduce.client.progressmonitor.pollinterval", 200);
    conf.setInt("mapreduce.client.completion.pollinterval", 200);
    conf.setInt("yarn.nodemanager.log.retain-seconds", 1);
    conf.setInt("yarn.nodemanager.sleep-delay-before-sigkill.ms", 100);
    conf.setInt("yarn.nodemanager.process-kill-wait.ms", 500);
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0");
    conf.set("mapreduce.job.reduce.slowstart.completedmaps", "1.0");
    conf.setBoolean(YarnConfiguration.NM_PMEM_CHECK_ENABLED, false);
    conf.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    conf.setInt(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", 99);
    yarn = new MiniMRYarnCluster("mixreduce", 1);
    yarn.init(conf);
    yarn.start();
  }

  @AfterClass
  public static void stop() throws IOException {
    if (yarn != null) {
      yarn.stop();
    }
    if (hdfs != null) {
      hdfs.shutdown(true);
    }
  }

  /** Two clusters, 60 KB of text. */
  private static byte[] rows() {
    RandomGenerator random = new Seed(11).generator();
    StringBuilder text = new StringBuilder("id,x,y\n");
    for (int i = 0; i < 2000; i++) {
      double centre = random.nextDouble() < 0.3 ? 0 : 7;
      text.append(i).append(',');
      text.append(String.format("%.6f,", centre + random.nextGaussian()));
      text.append(String.format("%.6f%n", random.nextGaussian() - centre));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The cluster's settings as generic options, which is what a user's files would hold. */
  private static List<Object> onTheCluster() throws IOException {
    File site = new File(TARGET, "cluster-site.xml");
    try (var out = new java.io.FileOutputStream(site)) {
      yarn.getConfig().writeXml(out);
    }
    File jar = new File(TARGET, "mixreduce-job.jar");
    assertTrue(jar + " is what the tasks run", jar.exists());
    return List.of("-conf", site.toURI(), "-D", "mapreduce.job.jar=" + jar.toURI());
  }

  private static List<Object> locally() {
    return List.of("-D", "mapreduce.input.fileinputformat.split.maxsize=" + BLOCK);
  }

  private static void run(String command, List<Object> generic, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(generic);
    arguments.addAll(List.of(options));
    Result result = CommandLine.run(arguments.toArray());
    assertEquals(result.out() + result.err(), ExitCode.DONE, result.code());
  }

  private static byte[] read(FileSystem fs, Path path) throws IOException {
    try (var in = fs.open(path)) {
      return in.readAllBytes();
    }
  }

  /** All scores of a directory, file after file. */
  private static String scores(FileSystem fs, Path directory) throws IOException {
    StringBuilder text = new StringBuilder();
    FileStatus[] files = fs.globStatus(new Path(directory, "part-m-*"));
    for (FileStatus file : files) {
      text.append(new String(read(fs, file.getPath()), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Test
  public void theClusterGivesTheLocalRunnersBytes() throws Exception {
    FileSystem cluster = hdfs.getFileSystem();
    FileSystem local = FileSystem.getLocal(new Configuration());
    Path there = new Path(hdfs.getURI() + "/data/rows.csv");
    Path here = new Path(new File(TARGET, "it/rows.csv").toURI());
    byte[] rows = rows();
    local.delete(here.getParent(), true);
    try (var out = cluster.create(there, true, 4096, (short) 1, BLOCK)) {
      out.write(rows);
    }
    try (var out = local.create(here, true)) {
      out.write(rows);
    }
    assertTrue("several blocks", cluster.getFileBlockLocations(there, 0, rows.length).length > 3);

    Path thereOut = new Path(hdfs.getURI() + "/out");
    Path hereOut = new Path(here.getParent(), "out");
    Object[] options = {
      "--header",
      "--id-columns",
      "id",
      "--k",
      "1..2",
      "--subset-rows",
      "250",
      "--starts",
      "2",
      "--pool-rows",
      "300",
      "--refine",
      "1",
      "--replicates",
      "4"
    };
    run("fit", onTheCluster(), with(options, "--input", there, "--output", thereOut));
    run("fit", locally(), with(options, "--input", here, "--output", hereOut));
    for (String name : new String[] {"model.avro", "candidates.csv"}) {
      assertArrayEquals(
          name, read(local, new Path(hereOut, name)), read(cluster, new Path(thereOut, name)));
    }
    assertTrue(cluster.exists(new Path(thereOut, "_SUCCESS")));
    assertTrue(!cluster.exists(new Path(thereOut, "_work")));

    Path thereSum = new Path(hdfs.getURI() + "/sum");
    Path hereSum = new Path(here.getParent(), "sum");
    run("aggregate", onTheCluster(), "--runs", thereOut, "--output", thereSum);
    run("aggregate", locally(), "--runs", hereOut, "--output", hereSum);
    for (String name : new String[] {"model.avro", "candidates.csv", "pool.avro"}) {
      assertArrayEquals(
          name, read(local, new Path(hereSum, name)), read(cluster, new Path(thereSum, name)));
    }

    Path thereScores = new Path(hdfs.getURI() + "/scores");
    Path hereScores = new Path(here.getParent(), "scores");
    run("score", onTheCluster(), "--model", thereOut, "--input", there, "--output", thereScores);
    run("score", locally(), "--model", hereOut, "--input", here, "--output", hereScores);
    String expected = scores(local, hereScores);
    assertEquals(expected, scores(cluster, thereScores));
    assertTrue(expected.lines().count() > 2000);

    // Fewer reduce tasks than parts, and here other splits than there.
    Path thereRows = new Path(hdfs.getURI() + "/shuffled");
    Path hereRows = new Path(here.getParent(), "shuffled");
    Object[] parts = {"--header", "--parts", "3"};
    List<Object> twoReducers = new ArrayList<>(onTheCluster());
    twoReducers.addAll(List.of("-D", "mapreduce.job.reduces=2"));
    run("resample", twoReducers, with(parts, "--input", there, "--output", thereRows));
    run("resample", List.of(), with(parts, "--input", here, "--output", hereRows));
    for (int part = 0; part < 3; part++) {
      String name = "shuffled-0000" + part;
      byte[] moved = read(local, new Path(hereRows, name));
      assertTrue(name, moved.length > rows.length / 4);
      assertArrayEquals(name, moved, read(cluster, new Path(thereRows, name)));
    }
  }

  private static Object[] with(Object[] options, Object... more) {
    List<Object> all = new ArrayList<>(List.of(options));
    all.addAll(List.of(more));
    return all.toArray();
  }
}
