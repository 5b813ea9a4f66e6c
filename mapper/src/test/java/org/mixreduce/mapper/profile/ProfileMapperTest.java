package org.mixreduce.mapper.profile;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LeftOutSubsetRecord;
import org.mixreduce.avro.record.ProfilePartRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.mapper.MapperTestSupport;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.rows.LeftOutSubsets;
import org.mixreduce.mapper.rows.RowCounter;

public class ProfileMapperTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void countsRowsSubsetsAndSample() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      lines.add("r" + i + "," + i + "," + (i % 2));
    }
    lines.add("bad,x,1");
    lines.add("gap,?,1");
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setSubsetRows(5)
            .setPoolRows(4)
            .setInputBytes(1000)
            .setSeed(1)
            .build();
    MapDriver<RecordPosition, Object, AvroKey<ShuffleKeyRecord>, AvroValue<ProfilePartRecord>>
        driver =
            MapperTestSupport.driver(
                new ProfileMapper(),
                MapperTestSupport.layout(),
                settings,
                ProfilePartRecord.getClassSchema(),
                lines);
    List<Pair<AvroKey<ShuffleKeyRecord>, AvroValue<ProfilePartRecord>>> out = driver.run();
    assertEquals(1, out.size());
    assertEquals(
        new ShuffleKeyRecord(0, MapperTestSupport.SPLIT, 0), out.get(0).getFirst().datum());
    ProfilePartRecord part = out.get(0).getSecond().datum();
    // 13 rows in fives: 8 rows wait after the first cut, which is when the second five leave.
    assertEquals(List.of(5, 5, 3), part.getSubsets());
    assertEquals(13, part.getRows());
    assertEquals(1, part.getMalformed());
    assertEquals(1, part.getMissing());
    assertEquals(6.0, part.getMoments().getMean().get(0), 1e-12);
    assertEquals(4, part.getSample().size());
    assertEquals(1, part.getColumns().get(0).getMalformed());
    assertEquals(1, part.getColumns().get(0).getMissing());
    String problem = part.getProblems().get(0);
    assertTrue(problem, problem.contains("part-2 from byte 700, record 14"));
    assertEquals(13, driver.getCounters().findCounter(RowCounter.USABLE).getValue());
    assertEquals(1, driver.getCounters().findCounter(RowCounter.MALFORMED).getValue());
  }

  /** Whichever subset is left out, the others are the same as without. */
  @Test
  public void leavesOutSubsetsAndNothingElse() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      lines.add("r" + i + "," + i + "," + (i % 2));
      // Rows that are skipped do not count.
      lines.add("gap,?,1");
    }
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder().setSubsetRows(5).setPoolRows(100).setSeed(1).build();
    int[] rows = {5, 5, 3};
    int[][] cases = {{0}, {1}, {2}, {0, 1}, {0, 2}, {1, 2}, {0, 1, 2}};
    for (int[] leftOut : cases) {
      List<LeftOutSubsetRecord> records = new ArrayList<>();
      // Another split's are not this one's.
      records.add(new LeftOutSubsetRecord("part-2", 600L, 0, 0L, 5L));
      Set<Double> expected = new TreeSet<>();
      List<Integer> subsets = new ArrayList<>(List.of(5, 5, 3));
      for (int i = 0; i < 13; i++) {
        expected.add((double) i);
      }
      for (int ordinal : leftOut) {
        records.add(
            new LeftOutSubsetRecord("part-2", 700L, ordinal, 5L * ordinal, (long) rows[ordinal]));
        subsets.set(ordinal, 0);
        for (int i = 5 * ordinal; i < 5 * ordinal + rows[ordinal]; i++) {
          expected.remove((double) i);
        }
      }
      while (!subsets.isEmpty() && subsets.get(subsets.size() - 1) == 0) {
        subsets.remove(subsets.size() - 1);
      }
      var driver =
          MapperTestSupport.driver(
              new ProfileMapper(),
              MapperTestSupport.layout(),
              settings,
              ProfilePartRecord.getClassSchema(),
              lines);
      LeftOutSubsets.configure(
          driver.getConfiguration(),
          new Path(
              MapperTestSupport.file(
                  folder.getRoot(),
                  "left-out.avro",
                  LeftOutSubsetRecord.getClassSchema(),
                  records)));
      ProfilePartRecord part = driver.run().get(0).getSecond().datum();
      assertEquals(subsets, part.getSubsets());
      assertEquals(expected.size(), part.getRows());
      assertEquals(13, part.getMissing());
      Set<Double> sample = new TreeSet<>();
      part.getSample().forEach(row -> sample.add(row.getValues().get(0)));
      assertEquals(expected, sample);
      assertEquals(
          13 - expected.size(), driver.getCounters().findCounter(RowCounter.LEFT_OUT).getValue());
      assertEquals(expected.size(), driver.getCounters().findCounter(RowCounter.USABLE).getValue());
    }
  }

  @Test
  public void aChangedInputIsNoticed() throws Exception {
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder().setSubsetRows(5).setPoolRows(0).build();
    var driver =
        MapperTestSupport.driver(
            new ProfileMapper(),
            MapperTestSupport.layout(),
            settings,
            ProfilePartRecord.getClassSchema(),
            java.util.Collections.nCopies(13, "r,1,2"));
    LeftOutSubsets.configure(
        driver.getConfiguration(),
        new Path(
            MapperTestSupport.file(
                folder.getRoot(),
                "left-out.avro",
                LeftOutSubsetRecord.getClassSchema(),
                List.of(new LeftOutSubsetRecord("part-2", 700L, 2, 5L, 5L)))));
    IllegalStateException refusal = assertThrows(IllegalStateException.class, driver::run);
    assertTrue(refusal.getMessage(), refusal.getMessage().contains("part-2:700"));
    assertTrue(refusal.getMessage(), refusal.getMessage().contains("the input changed"));
  }

  @Test
  public void aSmallShareKeepsSixDeviationsMore() {
    assertEquals(0, SampleShare.capacity(0, 10, 100));
    assertEquals(100, SampleShare.capacity(100, 10, 100));
    // 1.5 · 100 + 6 · √100 + 100.
    assertEquals(310, SampleShare.capacity(10_000, 1, 100));
    assertEquals(10_000, SampleShare.capacity(10_000, 100, 100));
  }
}
