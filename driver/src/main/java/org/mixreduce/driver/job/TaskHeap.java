package org.mixreduce.driver.job;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * The heap that tasks will get, in bytes: -Xmx of their JVM options, or Hadoop's share of their
 * container; in the local runner, this JVM's heap divided by the tasks that run side by side.
 *
 * @param sortMegabytes how much of a map task's heap is the sort buffer
 * @param mapRemedy how to give map tasks more, for people
 * @param reduceRemedy the same for reduce tasks
 */
public record TaskHeap(
    long mapBytes, long reduceBytes, long sortMegabytes, String mapRemedy, String reduceRemedy) {

  /** What a task that does nothing takes: classes, buffers of streams, the framework. */
  public static final long PROCESS_BYTES = 96L << 20;

  /** As this configuration has it. */
  public static TaskHeap of(Configuration conf) {
    int sort = conf.getInt(MRJobConfig.IO_SORT_MB, 100);
    if (Locality.isLocal(conf)) {
      long all = Runtime.getRuntime().maxMemory();
      String remedy =
          "give the JVM more by MIXREDUCE_OPTS=-Xmx4g, or run fewer tasks at a time by ";
      return new TaskHeap(
          share(all, conf.getInt(Locality.MAPS, 1)),
          share(all, conf.getInt(Locality.REDUCES, 1)),
          sort,
          remedy + "-D " + Locality.MAPS + "=1",
          remedy + "-D " + Locality.REDUCES + "=1");
    }
    JobConf job = new JobConf(conf);
    return new TaskHeap(
        heap(job, TaskType.MAP),
        heap(job, TaskType.REDUCE),
        sort,
        remedy(job, MRJobConfig.MAP_JAVA_OPTS, MRJobConfig.MAP_MEMORY_MB),
        remedy(job, MRJobConfig.REDUCE_JAVA_OPTS, MRJobConfig.REDUCE_MEMORY_MB));
  }

  /** Tasks in one process share what the process itself takes. */
  private static long share(long all, int tasks) {
    return (all - PROCESS_BYTES) / tasks + PROCESS_BYTES;
  }

  /** A -Xmx among the options decides, whatever the container has. */
  private static String remedy(JobConf job, String options, String megabytes) {
    return job.get(options, "").contains("-Xmx")
        ? "raise -Xmx in -D " + options + ", and -D " + megabytes + " with it"
        : "raise -D " + megabytes;
  }

  private static long heap(JobConf job, TaskType type) {
    int megabytes = JobConf.parseMaximumHeapSizeMB(job.getTaskJavaOpts(type));
    // Options without a limit are a JVM's own: a quarter of a machine that is not known here.
    return megabytes <= 0 ? Long.MAX_VALUE : megabytes * (1L << 20);
  }
}
