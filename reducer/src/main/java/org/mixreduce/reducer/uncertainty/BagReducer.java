package org.mixreduce.reducer.uncertainty;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Reducer;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.ModelCodec;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.UncertaintyCodec;
import org.mixreduce.avro.record.BagPlanRecord;
import org.mixreduce.avro.record.BagRowRecord;
import org.mixreduce.avro.record.BagSpreadRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LiveModelRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.core.certify.LiveModel;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.task.Heartbeat;
import org.mixreduce.core.uncertainty.Bag;
import org.mixreduce.core.uncertainty.BagPlan;
import org.mixreduce.core.uncertainty.BagSpread;
import org.mixreduce.core.uncertainty.Sandwich;
import org.mixreduce.core.uncertainty.ScoreSums;

/** Replicates the estimates of every model on the rows of a bag. Memory: the rows of one bag. */
public final class BagReducer
    extends Reducer<
        AvroKey<ShuffleKeyRecord>,
        AvroValue<BagRowRecord>,
        AvroKey<BagSpreadRecord>,
        NullWritable> {

  private final List<LiveModel> models = new ArrayList<>();
  private JobSettingsRecord settings;
  private Moments global;
  private Penalty penalty;

  @Override
  protected void setup(Context context) throws IOException {
    Configuration conf = context.getConfiguration();
    settings = JobSettings.read(conf.getRaw(JobSettings.KEY));
    Path profile = new Path(settings.getProfile());
    List<ProfileRecord> profiles =
        ContainerFile.read(
            ProfileRecord.getClassSchema(), profile.getFileSystem(conf).open(profile));
    global = ProfileCodec.read(profiles.get(0).getMoments());
    penalty = Penalty.of(settings.getPenalty(), global.weight(), global);
    Path path = new Path(settings.getModels());
    List<LiveModelRecord> records =
        ContainerFile.read(LiveModelRecord.getClassSchema(), path.getFileSystem(conf).open(path));
    for (LiveModelRecord record : records) {
      models.add(ModelCodec.read(record));
    }
  }

  @Override
  protected void reduce(
      AvroKey<ShuffleKeyRecord> key, Iterable<AvroValue<BagRowRecord>> values, Context context)
      throws IOException, InterruptedException {
    int number = key.datum().getGroup();
    RowBlockBuilder builder = new RowBlockBuilder(global.dimension());
    for (AvroValue<BagRowRecord> value : values) {
      builder.add(MixtureCodec.unboxed(value.datum().getValues()), value.datum().getWeight());
    }
    RowBlock rows = builder.build();
    BagPlanRecord bags = settings.getBags();
    int wave = new BagPlan(bags.getBags(), bags.getShare()).wave();
    Bag bag = new Bag(rows, global.weight(), penalty, Bag.Replication.ofBags(wave));
    for (LiveModel model : models) {
      context.setStatus("bag " + number + ", " + model.mixture().size() + " components");
      Seed seed = new Seed(settings.getSeed()).derive("bag").derive(number);
      BagSpread spread = bag.spread(model.mixture(), seed);
      context.write(
          new AvroKey<>(
              UncertaintyCodec.write(model.slot(), number, spread, scores(model.mixture(), rows))),
          NullWritable.get());
    }
  }

  private Optional<ScoreSums> scores(Mixture mixture, RowBlock rows) {
    return Sandwich.suits(mixture)
        ? Sandwich.sums(mixture, rows, settings.getBags().getScoreRows())
        : Optional.empty();
  }

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    Heartbeat heartbeat = new Heartbeat(context::progress);
    try {
      super.run(context);
    } finally {
      heartbeat.close();
    }
  }
}
