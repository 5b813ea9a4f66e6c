package org.mixreduce.mapper.generate;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.record.JobSettingsRecord;

/** A split a file; records are the numbers of rows. */
public final class GenerateInputFormat extends InputFormat<LongWritable, NullWritable> {

  @Override
  public List<InputSplit> getSplits(JobContext context) {
    JobSettingsRecord settings =
        JobSettings.read(context.getConfiguration().getRaw(JobSettings.KEY));
    List<InputSplit> splits = new ArrayList<>();
    for (int file = 0; file < settings.getFiles(); file++) {
      long first = share(settings, file);
      splits.add(new GenerateSplit(file, first, share(settings, file + 1) - first));
    }
    return splits;
  }

  private static long share(JobSettingsRecord settings, int files) {
    long even = settings.getRows() / settings.getFiles();
    return even * files + Math.min(files, settings.getRows() % settings.getFiles());
  }

  @Override
  public RecordReader<LongWritable, NullWritable> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new RowNumbers();
  }

  private static final class RowNumbers extends RecordReader<LongWritable, NullWritable> {
    private long next;
    private long first;
    private long end;
    private final LongWritable current = new LongWritable();

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context) {
      GenerateSplit rows = (GenerateSplit) split;
      first = rows.first();
      next = first;
      end = first + rows.count();
    }

    @Override
    public boolean nextKeyValue() {
      if (next >= end) {
        return false;
      }
      current.set(next++);
      return true;
    }

    @Override
    public LongWritable getCurrentKey() {
      return current;
    }

    @Override
    public NullWritable getCurrentValue() {
      return NullWritable.get();
    }

    @Override
    public float getProgress() {
      return end == first ? 1 : (float) (next - first) / (end - first);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
