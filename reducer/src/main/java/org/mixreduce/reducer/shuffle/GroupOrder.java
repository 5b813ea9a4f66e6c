package org.mixreduce.reducer.shuffle;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.hadoop.io.AvroKeyComparator;
import org.apache.avro.io.BinaryData;
import org.apache.avro.mapred.AvroKey;
import org.mixreduce.avro.record.ShuffleKeyRecord;

/** By group alone: what one call of a reducer gets. */
public final class GroupOrder extends AvroKeyComparator<ShuffleKeyRecord> {

  /** A key as it is written, of which only the group, its first field, is compared. */
  private static final Schema GROUP_ONLY =
      SchemaBuilder.record("ShuffleKeyRecord")
          .namespace("org.mixreduce.avro.record")
          .fields()
          .requiredInt("group")
          .name("split")
          .orderIgnore()
          .type()
          .intType()
          .noDefault()
          .name("ordinal")
          .orderIgnore()
          .type()
          .intType()
          .noDefault()
          .endRecord();

  @Override
  public int compare(byte[] b1, int s1, int l1, byte[] b2, int s2, int l2) {
    return BinaryData.compare(b1, s1, l1, b2, s2, l2, GROUP_ONLY);
  }

  @Override
  public int compare(AvroKey<ShuffleKeyRecord> x, AvroKey<ShuffleKeyRecord> y) {
    return Integer.compare(x.datum().getGroup(), y.datum().getGroup());
  }
}
