package org.mixreduce.mapper.resample;

import java.io.IOException;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.resample.HashedLine;
import org.mixreduce.mapper.record.AsText;
import org.mixreduce.mapper.record.InputSettings;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.record.RecordSeeds;
import org.mixreduce.mapper.record.RefusalFile;
import org.mixreduce.mapper.record.UnreadableFileException;

/**
 * Sends every record, a line of text as it is, to its place in the permutation: the hash of the
 * seed and of where the line stands in the input, as a {@link HashedLine}. Holds one line.
 */
public final class ResampleMapper
    extends Mapper<RecordPosition, Object, BytesWritable, NullWritable> {

  private final BytesWritable key = new BytesWritable();
  private RecordSeeds seeds;
  private AsText lines;

  @Override
  protected void setup(Context context) {
    long root = JobSettings.read(context.getConfiguration().getRaw(JobSettings.KEY)).getSeed();
    seeds = new RecordSeeds(new Seed(root).derive("resample"));
    InputSettings input = InputSettings.read(context.getConfiguration());
    lines = input.format().asText(input.layout());
  }

  @Override
  protected void map(RecordPosition position, Object record, Context context)
      throws IOException, InterruptedException {
    Text line = lines.line(record);
    key.setSize(HashedLine.length(line.getLength()));
    long hash = seeds.byOffset(position).value();
    HashedLine.write(hash, line.getBytes(), line.getLength(), key.getBytes());
    context.write(key, NullWritable.get());
  }

  /**
   * A file that is spoiled is no failure of the task, which others would repeat: it is reported.
   */
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    try {
      super.run(context);
    } catch (UnreadableFileException e) {
      RefusalFile.write(e.getMessage(), context);
    }
  }
}
