package org.mixreduce.mapper.fit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.CandidateKeyRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.SampleRowRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.avro.record.SplitRecord;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.profile.RowSample;
import org.mixreduce.mapper.MapperTestSupport;
import org.mixreduce.mapper.record.RecordPosition;

public class FitMapperTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static List<double[]> rows() {
    var random = new Seed(1).generator();
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double centre = i % 2 == 0 ? 0 : 8;
      rows.add(new double[] {centre + random.nextGaussian(), random.nextGaussian()});
    }
    return rows;
  }

  private MapDriver<RecordPosition, Object, AvroKey<ShuffleKeyRecord>, AvroValue<LocalFitRecord>>
      driver() throws Exception {
    return driver("");
  }

  private MapDriver<RecordPosition, Object, AvroKey<ShuffleKeyRecord>, AvroValue<LocalFitRecord>>
      driver(String pool) throws Exception {
    List<String> lines = new ArrayList<>();
    rows().forEach(row -> lines.add("id," + row[0] + "," + row[1]));
    return driver(pool, lines);
  }

  private MapDriver<RecordPosition, Object, AvroKey<ShuffleKeyRecord>, AvroValue<LocalFitRecord>>
      driver(String pool, List<String> lines) throws Exception {
    DataProfile profile = new DataProfile(2);
    profile.addRows(RowBlock.ofRows(rows().toArray(double[][]::new)));
    List<SplitRecord> splits =
        List.of(
            new SplitRecord("part-0", 0L, List.of(100)),
            new SplitRecord("part-1", 0L, List.of(100)),
            new SplitRecord("part-2", 700L, List.of(100, 100)));
    String file =
        MapperTestSupport.file(
            folder.getRoot(),
            "profile.avro",
            ProfileRecord.getClassSchema(),
            List.of(ProfileCodec.write(profile, List.of("x", "y"), splits)));
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setSubsetRows(100)
            .setStarts(2)
            .setReplicates(2)
            .setPenalty(1)
            .setSeed(3)
            .setProfile(file)
            .setPool(pool)
            .setCandidates(
                List.of(
                    new CandidateKeyRecord("gaussian", "VVV", 1),
                    new CandidateKeyRecord("gaussian", "VVI", 2)))
            .build();
    return MapperTestSupport.driver(
        new FitMapper(),
        MapperTestSupport.layout(),
        settings,
        LocalFitRecord.getClassSchema(),
        lines);
  }

  @Test
  public void fitsEveryCandidateToEverySubset() throws Exception {
    var driver = driver();
    List<Pair<AvroKey<ShuffleKeyRecord>, AvroValue<LocalFitRecord>>> out = driver.run();
    assertEquals(4, out.size());
    int[][] keys = {{0, 2, 0}, {1, 2, 0}, {0, 2, 1}, {1, 2, 1}};
    for (int i = 0; i < 4; i++) {
      assertEquals(
          new ShuffleKeyRecord(keys[i][0], keys[i][1], keys[i][2]), out.get(i).getFirst().datum());
      LocalFit fit = LocalFitCodec.read(out.get(i).getSecond().datum());
      assertEquals(100, fit.rows());
      assertEquals("part-2:700+" + keys[i][2], fit.subset().toString());
      assertEquals(keys[i][0] + 1, fit.mixture().orElseThrow().size());
    }
    // Two replicates over four subsets: the second and fourth draw one each.
    assertEquals(0, out.get(0).getSecond().datum().getReplicates());
    assertEquals(1, out.get(2).getSecond().datum().getReplicates());
    assertTrue(out.get(2).getSecond().datum().getOptimism() > 0);
    double one = out.get(0).getSecond().datum().getLogLikelihood();
    double two = out.get(1).getSecond().datum().getLogLikelihood();
    assertTrue("two clusters 8 apart: " + one + " and " + two, two > one + 50);
    assertEquals(4, driver.getCounters().findCounter(FitCounter.CONVERGED).getValue());
  }

  /** Replicates are spread over the subsets that are left. */
  @Test
  public void replicatesSkipSubsetsThatAreLeftOut() {
    List<SplitRecord> splits =
        List.of(
            new SplitRecord("part-0", 0L, List.of(100, 0, 100)),
            new SplitRecord("part-1", 0L, List.of(0, 100)));
    ReplicateShare first = new ReplicateShare(6, splits, 0);
    ReplicateShare second = new ReplicateShare(6, splits, 1);
    assertEquals(2, first.of(0));
    assertEquals(2, first.of(2));
    assertEquals(2, second.of(1));
  }

  @Test
  public void aRetriedTaskEmitsTheSameBytes() throws Exception {
    var first = driver().run();
    var second = driver().run();
    for (int i = 0; i < first.size(); i++) {
      assertNotNull(first.get(i).getSecond().datum());
      assertEquals(first.get(i).getSecond().datum(), second.get(i).getSecond().datum());
    }
  }

  /** A short run more for every fit, and the same bytes again from the same sample. */
  @Test
  public void subsetsTryTheStartOfThePooledSample() throws Exception {
    List<SampleRowRecord> sample = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sample.add(ProfileCodec.write(new RowSample.Entry(i, 1, rows().get(i))));
    }
    String pool =
        MapperTestSupport.file(
            folder.getRoot(), "pool.avro", SampleRowRecord.getClassSchema(), sample);
    var with = driver(pool).run();
    var without = driver().run();
    for (int i = 0; i < 4; i++) {
      LocalFit more = LocalFitCodec.read(with.get(i).getSecond().datum());
      LocalFit less = LocalFitCodec.read(without.get(i).getSecond().datum());
      assertTrue(more.work() > less.work());
      // One and two far clusters have one maximum, met from any start; EM stops within 1e-3 nats
      // a parameter of it.
      assertEquals(less.logLikelihood(), more.logLikelihood(), 0.05);
      assertEquals(with.get(i).getSecond().datum(), driver(pool).run().get(i).getSecond().datum());
    }
  }

  /** A sample that is not there would be missed if it were opened. */
  @Test
  public void aSplitWithoutUsableRowsLeavesTheSampleAlone() throws Exception {
    String nowhere = new File(folder.getRoot(), "no-pool.avro").toString();
    assertEquals(List.of(), driver(nowhere, List.of("id,,2", "id,1,x")).run());
    assertThrows(FileNotFoundException.class, () -> driver(nowhere, List.of("id,1,2")).run());
  }
}
