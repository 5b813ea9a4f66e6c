package org.mixreduce.reducer;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.mockito.Mockito.doReturn;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.hadoop.io.AvroSerialization;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.mrunit.mapreduce.ReduceDriver;
import org.apache.hadoop.mrunit.types.KeyValueReuseList;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.ExpectationCodec;
import org.mixreduce.avro.FitDistanceCodec;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.ModelCodec;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.UncertaintyCodec;
import org.mixreduce.avro.record.BagPlanRecord;
import org.mixreduce.avro.record.BagRowRecord;
import org.mixreduce.avro.record.BagSpreadRecord;
import org.mixreduce.avro.record.CandidateRecord;
import org.mixreduce.avro.record.ExpectationRecord;
import org.mixreduce.avro.record.FitDistanceRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LiveModelRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ProfilePartRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.SampleRowRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.avro.record.SplitRecord;
import org.mixreduce.core.aggregate.Aggregation;
import org.mixreduce.core.aggregate.AggregationSettings;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.LiveModel;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.local.LocalFitter;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.profile.RowSample;
import org.mixreduce.core.robust.DistanceFilter;
import org.mixreduce.core.uncertainty.Bag;
import org.mixreduce.core.uncertainty.BagSpread;
import org.mixreduce.core.uncertainty.Sandwich;
import org.mixreduce.reducer.aggregate.AggregateReducer;
import org.mixreduce.reducer.certify.SumReducer;
import org.mixreduce.reducer.profile.ProfileReducer;
import org.mixreduce.reducer.uncertainty.BagReducer;

/**
 * Each reducer by MRUnit, against the same work done by core alone. (MRUnit hides how Hadoop reuses
 * objects: the driver's tests run every reducer under the local job runner as well.)
 */
public class ReducersTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final CandidateKey candidate = new CandidateKey(new ModelType("gaussian", "VVV"), 2);
  private final List<RowBlock> subsets = new ArrayList<>();
  private Moments global;

  @Before
  public void drawRows() {
    var random = new Seed(1).generator();
    global = Moments.empty(2);
    for (int b = 0; b < 4; b++) {
      double[][] rows = new double[150][2];
      for (double[] row : rows) {
        double centre = random.nextDouble() < 0.4 ? 0 : 6;
        row[0] = centre + random.nextGaussian();
        row[1] = centre / 2 + random.nextGaussian();
      }
      subsets.add(RowBlock.ofRows(rows));
      global = global.plus(Moments.of(subsets.get(b)));
    }
  }

  private <V extends SpecificRecord, O extends SpecificRecord> List<O> reduce(
      Reducer<AvroKey<ShuffleKeyRecord>, AvroValue<V>, AvroKey<O>, NullWritable> reducer,
      JobSettingsRecord settings,
      int group,
      List<V> values,
      Schema out)
      throws Exception {
    ReduceDriver<AvroKey<ShuffleKeyRecord>, AvroValue<V>, AvroKey<O>, NullWritable> driver =
        ReduceDriver.newReduceDriver(reducer);
    Configuration conf = driver.getConfiguration();
    Schema keys = Schema.createUnion(List.of(ShuffleKeyRecord.getClassSchema(), out));
    AvroSerialization.addToConfiguration(conf);
    AvroSerialization.setKeyWriterSchema(conf, keys);
    AvroSerialization.setKeyReaderSchema(conf, keys);
    AvroSerialization.setValueWriterSchema(conf, values.get(0).getSchema());
    AvroSerialization.setValueReaderSchema(conf, values.get(0).getSchema());
    conf.set(JobSettings.KEY, JobSettings.write(settings));
    AvroKey<ShuffleKeyRecord> key = new AvroKey<>(new ShuffleKeyRecord(group, 0, 0));
    KeyValueReuseList<AvroKey<ShuffleKeyRecord>, AvroValue<V>> input =
        new KeyValueReuseList<>(key, new AvroValue<>(values.get(0)), conf);
    values.forEach(value -> input.add(new Pair<>(key, new AvroValue<>(value))));
    driver.addInput(input);
    FileOutputCommitter committer =
        new FileOutputCommitter(
            new Path(folder.getRoot().toURI()),
            new TaskAttemptContextImpl(conf, new TaskAttemptID()));
    work = new File(committer.getWorkPath().toUri().getPath());
    var context = driver.getContext();
    doReturn(committer).when(context).getOutputCommitter();
    List<O> results = new ArrayList<>();
    driver.run().forEach(pair -> results.add(pair.getFirst().datum()));
    return results;
  }

  /** The task's own output directory. */
  private File work;

  private <T extends SpecificRecord> String file(String name, Schema schema, List<T> records)
      throws Exception {
    File file = new File(folder.getRoot(), name);
    ContainerFile.write(schema, records, new FileOutputStream(file));
    return file.toURI().toString();
  }

  @Test
  public void profileAddsPartsInOrderAndKeepsTheSample() throws Exception {
    List<ProfilePartRecord> parts = new ArrayList<>();
    RowSample expected = new RowSample(20);
    for (int b = 0; b < 4; b++) {
      DataProfile profile = new DataProfile(2);
      profile.addRows(subsets.get(b));
      RowSample sample = new RowSample(20);
      for (int i = 0; i < 150; i++) {
        long hash = new Seed(b).derive(i).value() >>> 1;
        sample.offer(hash, 1, subsets.get(b).row(i));
        expected.offer(hash, 1, subsets.get(b).row(i));
      }
      parts.add(ProfileCodec.writePart("part-" + b, 0, List.of(150), profile, sample));
    }
    JobSettingsRecord settings = JobSettingsRecord.newBuilder().setPoolRows(20).build();
    List<ProfileRecord> out =
        reduce(new ProfileReducer(), settings, 0, parts, ProfileRecord.getClassSchema());
    assertEquals(1, out.size());
    assertEquals(600L, out.get(0).getRows());
    assertEquals(global, ProfileCodec.read(out.get(0).getMoments()));
    assertEquals("part-3", out.get(0).getSplits().get(3).getPath());
    List<SampleRowRecord> pool =
        ContainerFile.read(
            SampleRowRecord.getClassSchema(),
            new FileInputStream(new File(work, ProfileReducer.POOL_FILE)));
    assertEquals(expected.entries().stream().map(ProfileCodec::write).toList(), pool);
  }

  @Test
  public void aggregateIsTheAggregationOfCore() throws Exception {
    FitSettings fit = FitSettings.DEFAULTS.withStarts(2);
    LocalFitter fitter = new LocalFitter(global, fit, new Seed(9));
    List<LocalFit> fits = new ArrayList<>();
    for (int b = 0; b < 4; b++) {
      SubsetId id = new SubsetId("part", 0, b);
      fits.add(fitter.fit(id, subsets.get(b), candidate, 1, Optional.empty()));
    }
    AggregationSettings core =
        new AggregationSettings(global, Optional.of(subsets.get(0)), fit, 4, new Seed(9));
    Aggregation aggregation = new Aggregation(candidate, core);
    fits.forEach(aggregation::add);
    Candidate expected = aggregation.finish(fits);

    DataProfile profile = new DataProfile(2);
    subsets.forEach(profile::addRows);
    List<SplitRecord> splits = List.of(new SplitRecord("part", 0L, List.of(150, 150, 150, 150)));
    List<SampleRowRecord> pool = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      pool.add(ProfileCodec.write(new RowSample.Entry(i, 1, subsets.get(0).row(i))));
    }
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setSeed(9)
            .setStarts(2)
            .setPenalty(1)
            .setJudges(List.of(0))
            .setCandidates(List.of(MixtureCodec.write(candidate)))
            .setProfile(
                file(
                    "profile.avro",
                    ProfileRecord.getClassSchema(),
                    List.of(ProfileCodec.write(profile, List.of("x", "y"), splits))))
            .setPool(file("pool.avro", SampleRowRecord.getClassSchema(), pool))
            .build();
    List<LocalFitRecord> records = fits.stream().map(LocalFitCodec::write).toList();
    List<CandidateRecord> out =
        reduce(new AggregateReducer(), settings, 0, records, CandidateRecord.getClassSchema());
    assertEquals(List.of(ModelCodec.write(expected)), out);
    assertEquals(List.of("reduction", "pool"), List.copyOf(expected.origins().keySet()));
    assertTrue(expected.pseudoBic().value() > 0);
    List<LocalFitRecord> kept =
        ContainerFile.read(
            LocalFitRecord.getClassSchema(),
            new FileInputStream(new File(work, "fits-VVV-2.avro")));
    assertEquals(records, kept);

    DistanceFilter filter = new DistanceFilter(new Seed(9).derive("filter"));
    fits.forEach(filter::add);
    List<FitDistanceRecord> distances =
        ContainerFile.read(
            FitDistanceRecord.getClassSchema(),
            new FileInputStream(new File(work, AggregateReducer.distancesFile(candidate))));
    assertEquals(filter.judge(fits), distances.stream().map(FitDistanceCodec::read).toList());
  }

  @Test
  public void sumIsTheExpectationOverAllRows() throws Exception {
    Mixture mixture =
        new LocalFitter(global, FitSettings.DEFAULTS.withStarts(1), new Seed(3))
            .fit(new SubsetId("part", 0, 0), subsets.get(0), candidate, 0, Optional.empty())
            .mixture()
            .orElseThrow();
    ExpectationStep whole = new ExpectationStep(mixture);
    List<ExpectationRecord> parts = new ArrayList<>();
    for (RowBlock subset : subsets) {
      double own = whole.add(new RowTiles(subset));
      parts.add(ExpectationCodec.write(5, ExpectationStep.of(mixture, subset), List.of(own)));
    }
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setModels(
                file(
                    "models.avro",
                    LiveModelRecord.getClassSchema(),
                    List.of(ModelCodec.write(new LiveModel(5, mixture)))))
            .build();
    List<ExpectationRecord> out =
        reduce(new SumReducer(), settings, 5, parts, ExpectationRecord.getClassSchema());
    Expectation sum = ExpectationCodec.read(out.get(0), Families.of(candidate.type()));
    assertEquals(600, sum.weight(), 0);
    // Rounding of four partial sums of 150 terms.
    assertEquals(whole.expectation().logLikelihood(), sum.logLikelihood(), 1e-9);
    assertEquals(5, out.get(0).getSlot());
    assertEquals(4, out.get(0).getSubsets().size());
    for (int b = 0; b < 4; b++) {
      double own = ExpectationStep.of(mixture, subsets.get(b)).logLikelihood();
      assertEquals("subset " + b, own, out.get(0).getSubsets().get(b), 0);
    }
  }

  /** Two models on one bag: the replicates and the scores of core, from the rows in their order. */
  @Test
  public void bagsAreTheBagsOfCore() throws Exception {
    RowBlock rows = subsets.get(0);
    List<Mixture> mixtures = new ArrayList<>();
    List<LiveModelRecord> models = new ArrayList<>();
    for (int k = 1; k <= 2; k++) {
      CandidateKey key = new CandidateKey(candidate.type(), k);
      mixtures.add(
          new LocalFitter(global, FitSettings.DEFAULTS.withStarts(1), new Seed(3))
              .fit(new SubsetId("part", 0, 0), rows, key, 0, Optional.empty())
              .mixture()
              .orElseThrow());
      models.add(ModelCodec.write(new LiveModel(k - 1, mixtures.get(k - 1))));
    }
    DataProfile profile = new DataProfile(2);
    subsets.forEach(profile::addRows);
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setSeed(9)
            .setPenalty(2)
            .setBags(new BagPlanRecord(3, 0.25, 0, 3, 50))
            .setProfile(
                file(
                    "profile.avro",
                    ProfileRecord.getClassSchema(),
                    List.of(ProfileCodec.write(profile, List.of("x", "y"), List.of()))))
            .setModels(file("models.avro", LiveModelRecord.getClassSchema(), models))
            .build();
    List<BagRowRecord> values = new ArrayList<>();
    for (int i = 0; i < rows.rows(); i++) {
      values.add(new BagRowRecord(1.0, MixtureCodec.boxed(rows.row(i))));
    }
    List<BagSpreadRecord> out =
        reduce(new BagReducer(), settings, 2, values, BagSpreadRecord.getClassSchema());
    assertEquals(2, out.size());
    Bag bag = new Bag(rows, 600, Penalty.of(2, 600, global), Bag.Replication.ofBags(3));
    for (int slot = 0; slot < 2; slot++) {
      Mixture mixture = mixtures.get(slot);
      BagSpread expected = bag.spread(mixture, new Seed(9).derive("bag").derive(2));
      assertEquals(
          UncertaintyCodec.write(slot, 2, expected, Sandwich.sums(mixture, rows, 50)),
          out.get(slot));
      assertEquals(150, expected.rows());
      assertTrue(expected.usable());
    }
  }
}
