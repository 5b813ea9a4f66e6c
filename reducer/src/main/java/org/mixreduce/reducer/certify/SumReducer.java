package org.mixreduce.reducer.certify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Reducer;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.ExpectationCodec;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.record.ExpectationRecord;
import org.mixreduce.avro.record.LiveModelRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.fit.Expectation;

/**
 * Adds the E-steps of each live model in the order of the splits: without a combiner, so that the
 * sums are the same bytes however the job ran. Memory: two records, and a number a subset.
 */
public final class SumReducer
    extends Reducer<
        AvroKey<ShuffleKeyRecord>,
        AvroValue<ExpectationRecord>,
        AvroKey<ExpectationRecord>,
        NullWritable> {

  private final Map<Integer, ComponentFamily> families = new HashMap<>();

  @Override
  protected void setup(Context context) throws IOException {
    Configuration conf = context.getConfiguration();
    Path path = new Path(JobSettings.read(conf.getRaw(JobSettings.KEY)).getModels());
    List<LiveModelRecord> records =
        ContainerFile.read(LiveModelRecord.getClassSchema(), path.getFileSystem(conf).open(path));
    for (LiveModelRecord record : records) {
      ModelType type =
          new ModelType(record.getMixture().getFamily(), record.getMixture().getShape());
      families.put(record.getSlot(), Families.of(type));
    }
  }

  @Override
  protected void reduce(
      AvroKey<ShuffleKeyRecord> key, Iterable<AvroValue<ExpectationRecord>> parts, Context context)
      throws IOException, InterruptedException {
    int slot = key.datum().getGroup();
    ComponentFamily family = families.get(slot);
    Expectation sum = null;
    List<Double> subsets = new ArrayList<>();
    for (AvroValue<ExpectationRecord> part : parts) {
      Expectation own = ExpectationCodec.read(part.datum(), family);
      sum = sum == null ? own : sum.plus(own);
      subsets.addAll(part.datum().getSubsets());
    }
    context.write(new AvroKey<>(ExpectationCodec.write(slot, sum, subsets)), NullWritable.get());
  }
}
