package org.mixreduce.mapper.record.avro;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mixreduce.mapper.record.BoundedInput;
import org.mixreduce.mapper.record.BrokenDataException;
import org.mixreduce.mapper.record.field.FieldRecord;

/**
 * Walks over a container file without keeping anything, and checks that every length in it fits
 * into the bytes that are left: Avro's own readers allocate what a file says.
 */
public final class ContainerCheck {

  private ContainerCheck() {}

  /**
   * Checks a file.
   *
   * @throws BrokenDataException saying what is wrong, without the file's name
   */
  public static void check(Path path, Configuration conf) throws IOException {
    FileSystem fs = path.getFileSystem(conf);
    try (BoundedInput in = new BoundedInput(fs.open(path), fs.getFileStatus(path).getLen())) {
      ContainerHeader header = ContainerHeader.read(in);
      FieldDecoder decoder = RecordDecoder.passing(header.schema());
      while (!in.atEnd()) {
        check(in, header, decoder);
      }
    }
  }

  private static void check(BoundedInput in, ContainerHeader header, FieldDecoder decoder)
      throws IOException {
    long start = in.position();
    long records = ContainerHeader.readLong(in);
    byte[] packed = in.readBytes(ContainerHeader.readLong(in), "a block");
    byte[] marker = in.readBytes(ContainerHeader.MARKER_BYTES, "a sync marker");
    if (!Arrays.equals(marker, header.marker())) {
      throw new BrokenDataException(
          "the block at byte " + start + " does not end with the file's sync marker");
    }
    BlockBytes block = new BlockBytes(header.codec().unpack(packed));
    FieldRecord nothing = new FieldRecord(0);
    for (long i = 0; i < records && block.left() > 0; i++) {
      decoder.read(block, nothing);
    }
    if (block.left() > 0) {
      throw new BrokenDataException(
          "the block at byte " + start + " has more bytes than its records");
    }
  }
}
