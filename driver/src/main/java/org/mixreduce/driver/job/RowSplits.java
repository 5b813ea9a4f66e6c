package org.mixreduce.driver.job;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.mixreduce.mapper.record.PackedInputFormat;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.RecordPosition;

/**
 * The splits of a job over rows, each of which is a map task, for a look at them without the job.
 *
 * @param splits in their order
 */
public record RowSplits(List<PackedSplit> splits, Configuration conf) {

  static RowSplits of(Job job) throws IOException {
    List<PackedSplit> splits =
        new PackedInputFormat().getSplits(job).stream().map(PackedSplit.class::cast).toList();
    return new RowSplits(splits, job.getConfiguration());
  }

  /** Opens a split as its map task does. */
  public RecordReader<RecordPosition, Object> open(PackedSplit split) throws IOException {
    TaskAttemptContext context = new TaskAttemptContextImpl(conf, new TaskAttemptID());
    PackedInputFormat format = new PackedInputFormat();
    RecordReader<RecordPosition, Object> reader = format.createRecordReader(split, context);
    try {
      reader.initialize(split, context);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while opening " + split, e);
    }
    return reader;
  }
}
