package org.mixreduce.reducer.profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ProfilePartRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.SampleRowRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.avro.record.SplitRecord;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.profile.RowSample;

/**
 * Adds the profiles of all splits in their order, and writes the pooled sample beside the profile,
 * as {@value #POOL_FILE}. Memory: one split's record, the sample, and a line a split.
 */
public final class ProfileReducer
    extends Reducer<
        AvroKey<ShuffleKeyRecord>,
        AvroValue<ProfilePartRecord>,
        AvroKey<ProfileRecord>,
        NullWritable> {

  /** The pooled sample in the job's output directory. */
  public static final String POOL_FILE = "pool.avro";

  @Override
  protected void reduce(
      AvroKey<ShuffleKeyRecord> key, Iterable<AvroValue<ProfilePartRecord>> parts, Context context)
      throws IOException, InterruptedException {
    JobSettingsRecord settings =
        JobSettings.read(context.getConfiguration().getRaw(JobSettings.KEY));
    String refusal = "";
    DataProfile profile = null;
    RowSample sample = new RowSample(settings.getPoolRows());
    List<SplitRecord> splits = new ArrayList<>();
    for (AvroValue<ProfilePartRecord> value : parts) {
      ProfilePartRecord part = value.datum();
      splits.add(
          new SplitRecord(part.getPath(), part.getStart(), new ArrayList<>(part.getSubsets())));
      refusal = refusal.isEmpty() ? part.getRefusal() : refusal;
      DataProfile own = ProfileCodec.readPart(part);
      if (profile == null) {
        profile = new DataProfile(own.columns().size());
      }
      profile.add(own);
      sample.add(ProfileCodec.readSample(part, settings.getPoolRows()));
    }
    ProfileRecord record = ProfileCodec.write(profile, List.of(), splits);
    record.setRefusal(refusal);
    context.write(new AvroKey<>(record), NullWritable.get());
    if (settings.getPoolRows() > 0) {
      writePool(sample, context);
    }
  }

  private static void writePool(RowSample sample, Context context)
      throws IOException, InterruptedException {
    Path path = new Path(FileOutputFormat.getWorkOutputPath(context), POOL_FILE);
    try (DataFileWriter<SampleRowRecord> writer =
        ContainerFile.writer(
            SampleRowRecord.getClassSchema(),
            path.getFileSystem(context.getConfiguration()).create(path, true))) {
      for (RowSample.Entry entry : sample.entries()) {
        writer.append(ProfileCodec.write(entry));
      }
    }
  }
}
