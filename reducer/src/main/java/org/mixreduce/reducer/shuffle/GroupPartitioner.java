package org.mixreduce.reducer.shuffle;

import org.apache.avro.mapred.AvroKey;
import org.apache.hadoop.mapreduce.Partitioner;
import org.mixreduce.avro.record.ShuffleKeyRecord;

/**
 * Group g goes to reducer g modulo their number: neighbours, which cost alike, to different ones.
 *
 * @param <V> whatever is shuffled
 */
public final class GroupPartitioner<V> extends Partitioner<AvroKey<ShuffleKeyRecord>, V> {

  @Override
  public int getPartition(AvroKey<ShuffleKeyRecord> key, V value, int partitions) {
    return Math.floorMod(key.datum().getGroup(), partitions);
  }
}
