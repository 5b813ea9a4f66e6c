package org.mixreduce.reducer.shuffle;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.hadoop.io.AvroSerialization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.hadoop.conf.Configuration;
import org.junit.Test;
import org.mixreduce.avro.record.ShuffleKeyRecord;

public class ShuffleTest {

  private static byte[] bytes(ShuffleKeyRecord key) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new SpecificDatumWriter<>(ShuffleKeyRecord.class).write(key, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  @Test
  public void groupsIgnoreTheOrderWithin() throws IOException {
    GroupOrder group = new GroupOrder();
    byte[] a = bytes(new ShuffleKeyRecord(3, 1000, 5));
    byte[] b = bytes(new ShuffleKeyRecord(3, 2, 70));
    byte[] c = bytes(new ShuffleKeyRecord(4, 0, 0));
    assertEquals(0, group.compare(a, 0, a.length, b, 0, b.length));
    assertTrue(group.compare(a, 0, a.length, c, 0, c.length) < 0);
  }

  @Test
  public void valuesComeInTheOrderOfTheRows() throws IOException {
    Configuration conf = new Configuration();
    AvroSerialization.setKeyReaderSchema(conf, ShuffleKeyRecord.getClassSchema());
    AvroSerialization.setKeyWriterSchema(conf, ShuffleKeyRecord.getClassSchema());
    ShuffleOrder order = new ShuffleOrder();
    order.setConf(conf);
    ShuffleKeyRecord[] sorted = {
      new ShuffleKeyRecord(0, 7, 9),
      new ShuffleKeyRecord(1, 2, 0),
      new ShuffleKeyRecord(1, 2, 1),
      new ShuffleKeyRecord(1, 10, 0),
      new ShuffleKeyRecord(1, 1000, 0)
    };
    for (int i = 0; i < sorted.length; i++) {
      for (int j = 0; j < sorted.length; j++) {
        byte[] a = bytes(sorted[i]);
        byte[] b = bytes(sorted[j]);
        int byBytes = order.compare(a, 0, a.length, b, 0, b.length);
        assertEquals(Integer.signum(i - j), Integer.signum(byBytes));
        int byObjects = order.compare(new AvroKey<>(sorted[i]), new AvroKey<>(sorted[j]));
        assertEquals(Integer.signum(i - j), Integer.signum(byObjects));
      }
    }
  }

  @Test
  public void neighboursGoToDifferentReducers() {
    GroupPartitioner<String> partitioner = new GroupPartitioner<>();
    for (int group = 0; group < 9; group++) {
      AvroKey<ShuffleKeyRecord> key = new AvroKey<>(new ShuffleKeyRecord(group, 1, 2));
      assertEquals(group % 4, partitioner.getPartition(key, "", 4));
    }
  }
}
