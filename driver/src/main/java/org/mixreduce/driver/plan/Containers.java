package org.mixreduce.driver.plan;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.job.LocalTasks;

/**
 * How many tasks run side by side.
 *
 * @param maps map tasks
 * @param reduces reduce tasks
 * @param assumption under which, for people
 * @param jobSeconds what a job takes beside its tasks' work, from and to
 */
record Containers(int maps, int reduces, String assumption, Span jobSeconds) {

  /** Of a job that reads a few rows in the local runner, and what its start takes. */
  private static final Span LOCAL = new Span(0.2, 0.6);

  /** Application master, containers and their JVMs; with Hadoop's usual heartbeats. */
  private static final Span CLUSTER = new Span(12, 35);

  /** Those of the place where the jobs would run. */
  static Containers of(JobRunner jobs) throws IOException {
    Configuration conf = jobs.configuration();
    if (LocalTasks.isLocal(conf)) {
      return new Containers(
          LocalTasks.maps(conf),
          LocalTasks.reduces(conf),
          "in this process, on cores that nothing else uses",
          LOCAL);
    }
    List<NodeReport> nodes = nodes(conf);
    JobConf job = new JobConf(conf);
    int maps = fitting(nodes, job.getMemoryRequired(TaskType.MAP));
    int reduces = fitting(nodes, job.getMemoryRequired(TaskType.REDUCE));
    return new Containers(
        maps,
        reduces,
        "all " + nodes.size() + " nodes free, and the queue's for the taking, by their memory",
        CLUSTER);
  }

  /** The application master takes the place of one. */
  private static int fitting(List<NodeReport> nodes, long megabytes) {
    long count =
        nodes.stream().mapToLong(node -> node.getCapability().getMemorySize() / megabytes).sum();
    return (int) Math.max(1, count - 1);
  }

  private static List<NodeReport> nodes(Configuration conf) throws IOException {
    YarnClient client = YarnClient.createYarnClient();
    try {
      client.init(conf);
      client.start();
      return client.getNodeReports(NodeState.RUNNING);
    } catch (YarnException e) {
      throw new IOException("cannot ask the resource manager for its nodes", e);
    } finally {
      client.stop();
    }
  }

  /** The wall time of tasks of that work each, that many of them, side by side. */
  static double wall(double seconds, long tasks, int sideBySide) {
    double waves = Math.ceil(tasks / (double) Math.max(1, sideBySide));
    return tasks == 0 ? 0 : waves * seconds / tasks;
  }
}
