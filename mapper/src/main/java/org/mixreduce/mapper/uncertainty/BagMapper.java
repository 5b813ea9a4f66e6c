package org.mixreduce.mapper.uncertainty;

import java.io.IOException;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.mapreduce.Mapper;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.BagPlanRecord;
import org.mixreduce.avro.record.BagRowRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.uncertainty.BagPlan;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.record.RecordSeeds;
import org.mixreduce.mapper.rows.SplitConsumer;
import org.mixreduce.mapper.rows.SplitRows;

/**
 * Sends each row to the bag that its hash says, or to none. The hash is of the seed and of the
 * row's identity, as that of the pooled sample is, so a bag has the same rows in the same order
 * however the job runs, on the same splits.
 */
public final class BagMapper
    extends Mapper<RecordPosition, Object, AvroKey<ShuffleKeyRecord>, AvroValue<BagRowRecord>>
    implements SplitConsumer {

  private Context context;
  private PackedSplit split;
  private SplitRows rows;
  private BagPlan plan;
  private int from;
  private int to;
  private RecordSeeds seeds;
  private int ordinal;

  @Override
  protected void setup(Context taskContext) throws IOException {
    context = taskContext;
    JobSettingsRecord settings =
        JobSettings.read(context.getConfiguration().getRaw(JobSettings.KEY));
    BagPlanRecord bags = settings.getBags();
    plan = new BagPlan(bags.getBags(), bags.getShare());
    from = bags.getFrom();
    to = bags.getTo();
    split = (PackedSplit) context.getInputSplit();
    seeds = new RecordSeeds(new Seed(settings.getSeed()).derive("bags"));
    rows = new SplitRows(context, split, settings.getSubsetRows(), this);
  }

  @Override
  protected void map(RecordPosition position, Object record, Context taskContext)
      throws IOException, InterruptedException {
    rows.add(position, record);
  }

  @Override
  public void row(RecordPosition position, ParsedRow row) throws IOException, InterruptedException {
    int bag = plan.bag(seeds.byRecord(position).value());
    if (bag >= from && bag < to) {
      context.write(
          new AvroKey<>(new ShuffleKeyRecord(bag, split.index(), ordinal)),
          new AvroValue<>(new BagRowRecord(row.weight(), MixtureCodec.boxed(row.values()))));
    }
    ordinal++;
  }

  /** Rows have gone by then: bags take no notice of subsets. */
  @Override
  public void subset(SubsetId id, RowBlock block) {}

  @Override
  protected void cleanup(Context taskContext) throws IOException, InterruptedException {
    rows.finish();
  }
}
