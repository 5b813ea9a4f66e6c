package org.mixreduce.reducer.resample;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.mapred.AvroKey;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Reducer;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ShuffledPartRecord;
import org.mixreduce.core.resample.HashedLine;
import org.mixreduce.core.resample.Parts;

/**
 * Writes lines in the order of their hashes, each part to its file. Of R tasks, task r has the
 * parts r, r + R, r + 2R and so on, which the order of the hashes brings one after the other; parts
 * without rows get their file too. Emits how many rows each part has. Holds one line, whatever the
 * number of rows.
 */
public final class ResampleReducer
    extends Reducer<BytesWritable, NullWritable, AvroKey<ShuffledPartRecord>, NullWritable> {

  /** How files of parts begin, before the number of the part in five digits or more. */
  public static final String FILE_PREFIX = "shuffled-";

  private Parts parts;
  private byte[] header;
  private int step;
  private int next;
  private PartFile file;

  @Override
  protected void setup(Context context) {
    JobSettingsRecord settings =
        JobSettings.read(context.getConfiguration().getRaw(JobSettings.KEY));
    parts = new Parts(settings.getParts());
    ByteBuffer bytes = settings.getHeader();
    header = new byte[bytes.remaining()];
    bytes.duplicate().get(header);
    step = context.getNumReduceTasks();
    next = context.getTaskAttemptID().getTaskID().getId();
  }

  /** A key is a line with its hash; more than one value is the same line at the same hash. */
  @Override
  protected void reduce(BytesWritable key, Iterable<NullWritable> times, Context context)
      throws IOException, InterruptedException {
    int part = parts.of(HashedLine.hash(key.getBytes()));
    while (next <= part) {
      advance(context);
    }
    if (file == null || file.part() != part) {
      throw new IllegalStateException(
          "a row of part " + part + " came to a task whose next part is " + next);
    }
    for (NullWritable ignored : times) {
      file.writeRow(key.getBytes(), HashedLine.LINE, key.getLength() - HashedLine.LINE);
    }
  }

  private void advance(Context context) throws IOException, InterruptedException {
    finish(context);
    file = PartFile.create(next, header, context);
    next += step;
  }

  private void finish(Context context) throws IOException, InterruptedException {
    if (file != null) {
      file.close();
      context.write(
          new AvroKey<>(new ShuffledPartRecord(file.part(), file.rows())), NullWritable.get());
      file = null;
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    while (next < parts.count()) {
      advance(context);
    }
    finish(context);
  }
}
