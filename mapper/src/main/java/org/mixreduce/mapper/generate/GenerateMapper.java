package org.mixreduce.mapper.generate;

import java.io.IOException;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.model.ComponentQuota;
import org.mixreduce.core.model.Mixture;

/**
 * Draws the rows of one file as comma-separated text under a header; the last column, {@value
 * #COMPONENT}, is the component each row came from, from 1. A row is rounded to six decimals of the
 * spread of its variable.
 */
public final class GenerateMapper extends Mapper<LongWritable, NullWritable, NullWritable, Text> {

  /** The name of the last column, which no fit reads by default. */
  public static final String COMPONENT = "_component";

  private Mixture mixture;
  private RandomGenerator random;
  private ComponentQuota quota;
  private double[] row;
  private double[] unit;
  private final Text line = new Text();

  @Override
  protected void setup(Context context) throws IOException, InterruptedException {
    Configuration conf = context.getConfiguration();
    JobSettingsRecord settings = JobSettings.read(conf.getRaw(JobSettings.KEY));
    Path path = new Path(settings.getModels());
    List<ModelRecord> models =
        ContainerFile.read(ModelRecord.getClassSchema(), path.getFileSystem(conf).open(path));
    ModelRecord model = models.get(0);
    mixture = MixtureCodec.read(model.getMixture());
    GenerateSplit split = (GenerateSplit) context.getInputSplit();
    Seed seed = new Seed(settings.getSeed()).derive("generate");
    random = seed.derive(split.file()).generator();
    quota =
        settings.getSorted()
            ? ComponentQuota.draw(mixture, settings.getRows(), seed.derive("quota").generator())
            : null;
    row = new double[mixture.dimension()];
    unit = Decimals.units(mixture);
    String names = String.join(",", model.getLayout().getFeatureNames());
    line.set(names + "," + COMPONENT);
    context.write(NullWritable.get(), line);
  }

  @Override
  protected void map(LongWritable number, NullWritable nothing, Context context)
      throws IOException, InterruptedException {
    int component;
    if (quota == null) {
      component = mixture.draw(random, row);
    } else {
      component = quota.componentOf(number.get());
      mixture.family().draw(mixture.component(component), random, row);
    }
    line.set(Decimals.line(row, unit, component + 1));
    context.write(NullWritable.get(), line);
  }
}
