package org.mixreduce.mapper.profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.mapreduce.Mapper;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ProfilePartRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.profile.RowSample;
import org.mixreduce.mapper.record.InputSettings;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.record.RecordSeeds;
import org.mixreduce.mapper.record.UnreadableFileException;
import org.mixreduce.mapper.rows.RowCounter;
import org.mixreduce.mapper.rows.SplitConsumer;
import org.mixreduce.mapper.rows.SplitRows;

/** Profiles one split and emits one record. */
public final class ProfileMapper
    extends Mapper<RecordPosition, Object, AvroKey<ShuffleKeyRecord>, AvroValue<ProfilePartRecord>>
    implements SplitConsumer {

  private PackedSplit split;
  private SplitRows rows;
  private DataProfile profile;
  private RowSample sample;
  private final List<Integer> subsets = new ArrayList<>();
  private RecordSeeds seeds;

  @Override
  protected void setup(Context context) throws IOException {
    JobSettingsRecord settings =
        JobSettings.read(context.getConfiguration().getRaw(JobSettings.KEY));
    split = (PackedSplit) context.getInputSplit();
    seeds = new RecordSeeds(new Seed(settings.getSeed()).derive("pooled sample"));
    rows = new SplitRows(context, split, settings.getSubsetRows(), this);
    profile = new DataProfile(InputSettings.read(context.getConfiguration()).layout().dimension());
    sample =
        new RowSample(
            SampleShare.capacity(
                settings.getPoolRows(), split.getLength(), settings.getInputBytes()));
  }

  @Override
  protected void map(RecordPosition position, Object record, Context context)
      throws IOException, InterruptedException {
    rows.add(position, record);
  }

  @Override
  public void row(RecordPosition position, ParsedRow row) {
    // Hashes in a sample are not negative.
    long hash = seeds.byRecord(position).value() >>> 1;
    if (sample.wants(hash)) {
      sample.offer(hash, row.weight(), row.values().clone());
    }
  }

  @Override
  public void skipped(RecordPosition position, ParsedRow row, RowCounter reason) {
    switch (reason) {
      case MALFORMED -> profile.addMalformed(row.problemFeature(), position + ": " + row.problem());
      case MISSING -> profile.addMissing(row.missingFeatures());
      default -> profile.addWeightless();
    }
  }

  @Override
  public void subset(SubsetId id, RowBlock block) {
    while (subsets.size() < id.ordinal()) {
      subsets.add(0);
    }
    subsets.add(block.rows());
    profile.addRows(block);
  }

  /**
   * A file that is spoiled is no failure of the task, which others would repeat: it is reported.
   */
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    setup(context);
    String refusal = "";
    try {
      while (context.nextKeyValue()) {
        map(context.getCurrentKey(), context.getCurrentValue(), context);
      }
    } catch (UnreadableFileException e) {
      refusal = e.getMessage();
    }
    rows.finish();
    ProfilePartRecord part =
        ProfileCodec.writePart(split.path(), split.start(), subsets, profile, sample);
    part.setRefusal(refusal);
    context.write(new AvroKey<>(new ShuffleKeyRecord(0, split.index(), 0)), new AvroValue<>(part));
  }
}
