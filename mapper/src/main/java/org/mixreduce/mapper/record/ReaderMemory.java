package org.mixreduce.mapper.record;

import org.apache.hadoop.conf.Configuration;

/**
 * What a task's reader may hold of the input at once; crosses into tasks in one configuration
 * value.
 *
 * @param bytes of heap
 */
public record ReaderMemory(long bytes) {

  /** The value's key. */
  public static final String KEY = "mixreduce.reader.bytes";

  /** How a process gets more of it. */
  public static final String REMEDY =
      "raise the heap (of map tasks by -D mapreduce.map.memory.mb; of this command, and of the local"
          + " runner, by HADOOP_CLIENT_OPTS or MIXREDUCE_OPTS)";

  /** Sets the value. */
  public void write(Configuration conf) {
    conf.setLong(KEY, bytes);
  }

  /** Reads the value; where nobody has set it, half of this process's heap. */
  public static ReaderMemory read(Configuration conf) {
    return new ReaderMemory(conf.getLong(KEY, Runtime.getRuntime().maxMemory() / 2));
  }

  /**
   * Refuses to read what would exhaust the heap, before any of it is read.
   *
   * @throws UnreadableFileException naming it, what it takes, what there is, and the remedies
   */
  public void check(HeldInput held) throws UnreadableFileException {
    if (held.bytes() > bytes) {
      throw new UnreadableFileException(
          held.what()
              + " takes "
              + megabytes(held.bytes())
              + " of heap while it is read, and there are "
              + megabytes(bytes)
              + " for it of the "
              + megabytes(Runtime.getRuntime().maxMemory())
              + " of this process: write the file with smaller row groups, use fewer of its"
              + " columns, or "
              + REMEDY);
    }
  }

  private static String megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) / (1 << 20) + " MB";
  }
}
