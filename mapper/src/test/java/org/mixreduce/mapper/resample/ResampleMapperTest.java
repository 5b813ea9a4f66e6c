package org.mixreduce.mapper.resample;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.Test;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.core.resample.HashedLine;
import org.mixreduce.mapper.MapperTestSupport;
import org.mixreduce.mapper.record.InputSettings;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.record.RecordPositions;

public class ResampleMapperTest {

  private static MapDriver<RecordPosition, Object, BytesWritable, NullWritable> driver(long seed) {
    MapDriver<RecordPosition, Object, BytesWritable, NullWritable> driver =
        MapDriver.newMapDriver(new ResampleMapper());
    driver
        .getConfiguration()
        .set(
            JobSettings.KEY,
            JobSettings.write(JobSettingsRecord.newBuilder().setSeed(seed).setParts(3).build()));
    new InputSettings(MapperTestSupport.layout()).write(driver.getConfiguration());
    return driver;
  }

  private static List<Long> hashes(long seed, List<RecordPosition> positions) throws Exception {
    MapDriver<RecordPosition, Object, BytesWritable, NullWritable> driver = driver(seed);
    positions.forEach(position -> driver.withInput(position, new Text("1,2")));
    List<Long> hashes = new ArrayList<>();
    for (Pair<BytesWritable, NullWritable> out : driver.run()) {
      hashes.add(HashedLine.hash(out.getFirst().copyBytes()));
    }
    return hashes;
  }

  @Test
  public void linesGoAsTheyAre() throws Exception {
    byte[][] lines = {
      "1,\"a,b\",3".getBytes("UTF-8"),
      {'x', (byte) 0xff, (byte) 0xfe},
      "  bad row".getBytes("UTF-8")
    };
    MapDriver<RecordPosition, Object, BytesWritable, NullWritable> driver = driver(1);
    for (int i = 0; i < lines.length; i++) {
      driver.withInput(RecordPositions.at("part-0", 0, i), new Text(lines[i]));
    }
    List<Pair<BytesWritable, NullWritable>> out = driver.run();
    assertEquals(lines.length, out.size());
    for (int i = 0; i < lines.length; i++) {
      byte[] bytes = out.get(i).getFirst().copyBytes();
      assertArrayEquals(lines[i], Arrays.copyOfRange(bytes, HashedLine.LINE, bytes.length));
    }
  }

  @Test
  public void theHashIsOfTheSeedAndThePlaceAlone() throws Exception {
    List<RecordPosition> whole = new ArrayList<>();
    List<RecordPosition> pieces = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      // Lines of ten bytes: the eighth line of the whole is the first of a piece from byte 80.
      whole.add(RecordPositions.at("part-0", 0, i));
      pieces.add(
          i < 8 ? RecordPositions.at("part-0", 0, i) : RecordPositions.at("part-0", 80, i - 8));
    }
    List<Long> hashes = hashes(1, whole);
    assertEquals(hashes, hashes(1, pieces));
    assertEquals("equal lines at other places", 20, new HashSet<>(hashes).size());
    assertNotEquals(hashes, hashes(2, whole));
    assertNotEquals(hashes.get(0), hashes(1, List.of(RecordPositions.at("part-1", 0, 0))).get(0));
  }

  @Test
  public void inCompressedFilesThePlaceIsThePieceAndTheRecord() throws Exception {
    List<RecordPosition> positions = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      positions.add(RecordPositions.compressed("a.bz2", 0, i));
      positions.add(RecordPositions.compressed("a.bz2", 900_000, i));
    }
    assertEquals(20, new HashSet<>(hashes(1, positions)).size());
  }
}
