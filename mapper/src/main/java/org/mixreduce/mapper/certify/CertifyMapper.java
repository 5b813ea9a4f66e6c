package org.mixreduce.mapper.certify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Mapper;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.ExpectationCodec;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.ModelCodec;
import org.mixreduce.avro.record.ExpectationRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LiveModelRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.core.certify.LiveModel;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.rows.SplitConsumer;
import org.mixreduce.mapper.rows.SplitRows;

/**
 * Evaluates every live model on the split and emits one record a model, with the log-likelihood of
 * each subset.
 */
public final class CertifyMapper
    extends Mapper<RecordPosition, Object, AvroKey<ShuffleKeyRecord>, AvroValue<ExpectationRecord>>
    implements SplitConsumer {

  private PackedSplit split;
  private SplitRows rows;
  private final List<LiveModel> models = new ArrayList<>();
  private final List<ExpectationStep> steps = new ArrayList<>();

  /** By model, then by subset. */
  private final List<List<Double>> logLikelihoods = new ArrayList<>();

  @Override
  protected void setup(Context context) throws IOException {
    Configuration conf = context.getConfiguration();
    JobSettingsRecord settings = JobSettings.read(conf.getRaw(JobSettings.KEY));
    split = (PackedSplit) context.getInputSplit();
    rows = new SplitRows(context, split, settings.getSubsetRows(), this);
    Path path = new Path(settings.getModels());
    List<LiveModelRecord> records =
        ContainerFile.read(LiveModelRecord.getClassSchema(), path.getFileSystem(conf).open(path));
    for (LiveModelRecord record : records) {
      LiveModel model = ModelCodec.read(record);
      models.add(model);
      steps.add(new ExpectationStep(model.mixture()));
      logLikelihoods.add(new ArrayList<>());
    }
  }

  @Override
  protected void map(RecordPosition position, Object record, Context context)
      throws IOException, InterruptedException {
    rows.add(position, record);
  }

  @Override
  public void subset(SubsetId id, RowBlock block) {
    RowTiles tiles = new RowTiles(block);
    for (int i = 0; i < steps.size(); i++) {
      logLikelihoods.get(i).add(steps.get(i).add(tiles));
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    rows.finish();
    for (int i = 0; i < models.size(); i++) {
      int slot = models.get(i).slot();
      context.write(
          new AvroKey<>(new ShuffleKeyRecord(slot, split.index(), 0)),
          new AvroValue<>(
              ExpectationCodec.write(slot, steps.get(i).expectation(), logLikelihoods.get(i))));
    }
  }
}
