package org.mixreduce.secured;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.mapreduce.v2.MiniMRYarnCluster;
import org.apache.hadoop.security.UserGroupInformation;

/** Two file systems and a YARN that let in who has a ticket or a token. */
final class SecuredCluster implements AutoCloseable {

  private final MiniDFSCluster first;
  private final MiniDFSCluster second;
  private final MiniMRYarnCluster yarn;

  private SecuredCluster(MiniDFSCluster first, MiniDFSCluster second, MiniMRYarnCluster yarn) {
    this.first = first;
    this.second = second;
    this.yarn = yarn;
  }

  /** Starts all of it; its files are in a folder. */
  static SecuredCluster start(Realm realm, File folder) throws Exception {
    SecureIoAgent.load();
    Configuration conf = new HdfsConfiguration();
    secure(conf, realm);
    UserGroupInformation.setConfiguration(conf);
    UserGroupInformation.loginUserFromKeytab(realm.service(), realm.services().getPath());
    MiniDFSCluster first = hdfs(conf, new File(folder, "hdfs-1"));
    MiniDFSCluster second = hdfs(conf, new File(folder, "hdfs-2"));
    Configuration jobs = new Configuration(conf);
    jobs.set("fs.defaultFS", first.getURI().toString());
    jobs.set("yarn.app.mapreduce.am.staging-dir", "/staging");
    tasks(jobs, realm, folder);
    MiniMRYarnCluster yarn = new MiniMRYarnCluster("secured", 1);
    yarn.init(jobs);
    yarn.start();
    SecuredCluster cluster = new SecuredCluster(first, second, yarn);
    cluster.open(first.getFileSystem(), "/staging");
    for (MiniDFSCluster hdfs : List.of(first, second)) {
      cluster.open(hdfs.getFileSystem(), "/data");
    }
    return cluster;
  }

  private static void secure(Configuration conf, Realm realm) {
    conf.set("hadoop.security.authentication", "kerberos");
    conf.setBoolean("hadoop.security.authorization", true);
    for (String daemon :
        List.of(
            "dfs.namenode",
            "dfs.datanode",
            "yarn.resourcemanager",
            "yarn.nodemanager",
            "mapreduce.jobhistory")) {
      String hdfs = daemon.startsWith("dfs") ? ".kerberos" : "";
      conf.set(daemon + hdfs + ".principal", realm.service());
      conf.set(
          daemon + (daemon.startsWith("dfs") ? ".keytab.file" : ".keytab"),
          realm.services().getPath());
    }
    conf.set("dfs.web.authentication.kerberos.principal", realm.web());
    conf.set("dfs.web.authentication.kerberos.keytab", realm.services().getPath());
    conf.setBoolean("dfs.block.access.token.enable", true);
    conf.setBoolean("ignore.secure.ports.for.testing", true);
    // Pages of the resource manager would want a secret of their own.
    conf.setBoolean("yarn.resourcemanager.webapp.delegation-token-auth-filter.enabled", false);
  }

  private static MiniDFSCluster hdfs(Configuration common, File folder) throws IOException {
    Configuration conf = new HdfsConfiguration(common);
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.getPath());
    conf.setLong("dfs.namenode.fs-limits.min-block-size", 1024);
    MiniDFSCluster hdfs = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
    hdfs.waitActive();
    return hdfs;
  }

  /** Small and quick, as in the test without security; and Java's way to the realm. */
  private static void tasks(Configuration conf, Realm realm, File folder) throws IOException {
    String task =
        "-Xmx300m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.security.krb5.conf="
            + realm.configuration()
            + " -javaagent:"
            + SecureIoAgent.jar(new File(folder, "agent.jar"));
    for (String key :
        List.of(
            "mapreduce.map.java.opts",
            "mapreduce.reduce.java.opts",
            "yarn.app.mapreduce.am.command-opts")) {
      conf.set(key, task);
    }
    Map<String, String> others =
        Map.ofEntries(
            Map.entry("mapreduce.map.memory.mb", "512"),
            Map.entry("mapreduce.reduce.memory.mb", "512"),
            Map.entry("yarn.app.mapreduce.am.resource.mb", "512"),
            Map.entry("mapreduce.task.io.sort.mb", "16"),
            Map.entry("yarn.scheduler.minimum-allocation-mb", "256"),
            Map.entry("yarn.app.mapreduce.am.scheduler.heartbeat.interval-ms", "200"),
            Map.entry("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", "200"),
            Map.entry("mapreduce.client.progressmonitor.pollinterval", "200"),
            Map.entry("mapreduce.client.completion.pollinterval", "200"),
            Map.entry("yarn.nodemanager.log.retain-seconds", "1"),
            Map.entry("yarn.nodemanager.sleep-delay-before-sigkill.ms", "100"),
            Map.entry("yarn.nodemanager.process-kill-wait.ms", "500"),
            Map.entry("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0"),
            Map.entry("mapreduce.job.reduce.slowstart.completedmaps", "1.0"),
            Map.entry("yarn.nodemanager.pmem-check-enabled", "false"),
            Map.entry("yarn.nodemanager.vmem-check-enabled", "false"),
            Map.entry(
                "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage",
                "99"));
    others.forEach(conf::set);
  }

  /** For all who are let in. */
  private void open(FileSystem fs, String directory) throws IOException {
    Path path = new Path(directory);
    fs.mkdirs(path);
    fs.setPermission(path, new FsPermission("777"));
  }

  /** The file system of the jobs. */
  MiniDFSCluster first() {
    return first;
  }

  /** Another one. */
  MiniDFSCluster second() {
    return second;
  }

  /** All settings. */
  Configuration configuration() {
    return yarn.getConfig();
  }

  /** Writes what a client's folder of site files would hold. */
  void writeSiteFiles(File folder) throws IOException {
    Configuration all = configuration();
    Configuration own = new Configuration(false);
    for (Map.Entry<String, String> entry : all) {
      String[] sources = all.getPropertySources(entry.getKey());
      boolean byDefault =
          sources != null
              && sources.length > 0
              && sources[sources.length - 1].endsWith("-default.xml");
      if (!byDefault) {
        own.set(entry.getKey(), entry.getValue());
      }
    }
    // The client is a process of its own, with fewer jars than tasks need.
    own.set("yarn.is.minicluster", "false");
    own.set(
        "mapreduce.application.classpath", System.getProperty("java.class.path").replace(':', ','));
    for (String name : List.of("core", "hdfs", "yarn", "mapred")) {
      try (FileOutputStream out = new FileOutputStream(new File(folder, name + "-site.xml"))) {
        own.writeXml(out);
      }
    }
  }

  @Override
  public void close() {
    yarn.stop();
    second.shutdown(true);
    first.shutdown(true);
  }
}
