package org.mixreduce.mapper.record.parquet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.mixreduce.mapper.record.BoundedInput;
import org.mixreduce.mapper.record.BrokenDataException;

/** Opens Parquet files whose footer has been looked through before it is believed. */
final class ParquetFooter {

  private static final String MAGIC = "PAR1";

  /** The footer's length and the magic stand behind it, and the magic at the beginning as well. */
  private static final int TAIL = 8;

  /**
   * Chunks are read into arrays of this length at most: a MiB with its header. Of longer ones the
   * collector that works by regions, of a MiB and more, would leave much of a region empty.
   */
  private static final int ALLOCATION = (1 << 20) - 64;

  private ParquetFooter() {}

  static ParquetFileReader open(FileStatus file, Configuration conf) throws IOException {
    Path path = file.getPath();
    long end = check(file, conf);
    ParquetReadOptions options =
        HadoopReadOptions.builder(conf, path)
            .withCodecFactory(new BoundedCodecs(conf))
            .usePageChecksumVerification(true)
            .withUseHadoopVectoredIo(false)
            .withMaxAllocationInBytes(ALLOCATION)
            .build();
    ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, conf), options);
    try {
      for (BlockMetaData group : reader.getRowGroups()) {
        check(group, end);
      }
      return reader;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Looks through the footer; returns where it begins. */
  private static long check(FileStatus file, Configuration conf) throws IOException {
    Path path = file.getPath();
    try (BoundedInput in = new BoundedInput(path.getFileSystem(conf).open(path), file.getLen())) {
      long tail = file.getLen() - TAIL;
      if (tail < MAGIC.length()) {
        throw new BrokenDataException("it is too short for a Parquet file");
      }
      in.seek(tail);
      long length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
      String magic =
          new String(in.readBytes(MAGIC.length(), "the magic"), StandardCharsets.ISO_8859_1);
      if (magic.equals("PARE")) {
        throw new BrokenDataException("it is encrypted, which is not supported");
      }
      if (!magic.equals(MAGIC)) {
        throw new BrokenDataException("it does not end as a Parquet file does: it breaks off");
      }
      if (length > tail - MAGIC.length()) {
        throw new BrokenDataException("its footer of " + length + " bytes is longer than the file");
      }
      in.seek(tail - length);
      CompactStructure.check(in.readBytes(length, "the footer"));
      return tail - length;
    }
  }

  private static void check(BlockMetaData group, long end) throws BrokenDataException {
    if (group.getRowCount() < 0) {
      throw new BrokenDataException("a row group of " + group.getRowCount() + " rows");
    }
    for (ColumnChunkMetaData column : group.getColumns()) {
      long start = column.getStartingPos();
      long size = column.getTotalSize();
      if (start < MAGIC.length() || size < 0 || start > end || size > end - start) {
        throw new BrokenDataException(
            "column "
                + column.getPath().toDotString()
                + " takes "
                + size
                + " bytes from byte "
                + start
                + ", which is not within the file");
      }
    }
  }
}
