package org.mixreduce.driver.job;

import java.util.function.LongFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskType;
import org.mixreduce.mapper.record.ReaderMemory;

/**
 * The heap that tasks will get, in bytes: -Xmx of their JVM options, or Hadoop's share of their
 * container; in the local runner, this JVM's heap divided by the tasks that run side by side.
 *
 * @param sortMegabytes how much of a map task's heap is the sort buffer
 * @param mapRemedy how to give map tasks so many bytes, for people
 * @param reduceRemedy the same for reduce tasks
 */
public record TaskHeap(
    long mapBytes,
    long reduceBytes,
    long sortMegabytes,
    LongFunction<String> mapRemedy,
    LongFunction<String> reduceRemedy) {

  /** What a task that does nothing takes: classes, buffers of streams, the framework. */
  public static final long PROCESS_BYTES = 96L << 20;

  /** As this configuration has it. */
  public static TaskHeap of(Configuration conf) {
    int sort = conf.getInt(MRJobConfig.IO_SORT_MB, 100);
    if (Locality.isLocal(conf)) {
      long all = Runtime.getRuntime().maxMemory();
      int maps = conf.getInt(Locality.MAPS, 1);
      int reduces = conf.getInt(Locality.REDUCES, 1);
      return new TaskHeap(
          share(all, maps),
          share(all, reduces),
          sort,
          bytes -> localRemedy(bytes, maps, Locality.MAPS),
          bytes -> localRemedy(bytes, reduces, Locality.REDUCES));
    }
    JobConf job = new JobConf(conf);
    return new TaskHeap(
        heap(job, TaskType.MAP),
        heap(job, TaskType.REDUCE),
        sort,
        bytes -> remedy(job, MRJobConfig.MAP_JAVA_OPTS, MRJobConfig.MAP_MEMORY_MB),
        bytes -> remedy(job, MRJobConfig.REDUCE_JAVA_OPTS, MRJobConfig.REDUCE_MEMORY_MB));
  }

  /**
   * Tells map tasks of whose other needs nothing is known what their readers may hold, unless
   * somebody has said it: half of what the process leaves. Where the heap is not known here, the
   * task looks at its own.
   */
  void boundReaders(Configuration conf) {
    if (mapBytes < Long.MAX_VALUE && conf.get(ReaderMemory.KEY) == null) {
      new ReaderMemory(Math.max(0, (mapBytes - PROCESS_BYTES) / 2)).write(conf);
    }
  }

  /** Collectors keep a part of -Xmx to themselves, the serial one a thirtieth. */
  private static String localRemedy(long bytes, int tasks, String key) {
    double all = (bytes - PROCESS_BYTES) * (double) tasks + PROCESS_BYTES;
    long megabytes = (long) Math.ceil(1.05 * all / (1 << 20));
    return "set MIXREDUCE_OPTS=-Xmx"
        + megabytes
        + "m"
        + (tasks > 1 ? ", or run one task at a time by -D " + key + "=1 before the options" : "");
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
