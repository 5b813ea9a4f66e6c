package org.mixreduce.reducer.shuffle;

import org.apache.avro.hadoop.io.AvroKeyComparator;
import org.apache.avro.mapred.AvroKey;
import org.mixreduce.avro.record.ShuffleKeyRecord;

/** By group, then in the order of the rows: split, then subset. */
public class ShuffleOrder extends AvroKeyComparator<ShuffleKeyRecord> {

  @Override
  public int compare(AvroKey<ShuffleKeyRecord> x, AvroKey<ShuffleKeyRecord> y) {
    return x.datum().compareTo(y.datum());
  }
}
