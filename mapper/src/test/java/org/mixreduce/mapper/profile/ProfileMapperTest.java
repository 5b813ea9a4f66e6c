package org.mixreduce.mapper.profile;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.Test;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ProfilePartRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.mapper.MapperTestSupport;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.rows.RowCounter;

public class ProfileMapperTest {

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
    MapDriver<RecordPosition, Text, AvroKey<ShuffleKeyRecord>, AvroValue<ProfilePartRecord>>
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

  @Test
  public void aSmallShareKeepsSixDeviationsMore() {
    assertEquals(0, SampleShare.capacity(0, 10, 100));
    assertEquals(100, SampleShare.capacity(100, 10, 100));
    // 1.5 · 100 + 6 · √100 + 100.
    assertEquals(310, SampleShare.capacity(10_000, 1, 100));
    assertEquals(10_000, SampleShare.capacity(10_000, 100, 100));
  }
}
