package org.mixreduce.reducer.resample;

import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Partitioner;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.core.resample.HashedLine;
import org.mixreduce.core.resample.Parts;

/** Part p is written by reduce task p modulo their number. */
public final class PartPartitioner extends Partitioner<BytesWritable, NullWritable>
    implements Configurable {

  private Configuration conf;
  private Parts parts;

  @Override
  public void setConf(Configuration newConf) {
    conf = newConf;
    parts = new Parts(JobSettings.read(conf.getRaw(JobSettings.KEY)).getParts());
  }

  @Override
  public Configuration getConf() {
    return conf;
  }

  @Override
  public int getPartition(BytesWritable key, NullWritable value, int reducers) {
    return parts.of(HashedLine.hash(key.getBytes())) % reducers;
  }
}
