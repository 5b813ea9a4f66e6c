package org.mixreduce.reducer.aggregate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.SampleRowRecord;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;

/** The pooled sample's file as rows. */
public final class PoolFile {

  private PoolFile() {}

  /**
   * Reads the rows in the order of the file.
   *
   * @param dimension d
   * @return empty if there is none
   */
  public static Optional<RowBlock> read(Path file, int dimension, Configuration conf)
      throws IOException {
    List<SampleRowRecord> records =
        ContainerFile.read(SampleRowRecord.getClassSchema(), file.getFileSystem(conf).open(file));
    RowBlockBuilder builder = new RowBlockBuilder(dimension);
    for (SampleRowRecord record : records) {
      builder.add(ProfileCodec.read(record).values(), record.getWeight());
    }
    return records.isEmpty() ? Optional.empty() : Optional.of(builder.build());
  }
}
