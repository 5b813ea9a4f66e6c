package org.mixreduce.mapper.record.sequence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.mixreduce.mapper.record.BoundedInput;
import org.mixreduce.mapper.record.BrokenDataException;

/**
 * What a SequenceFile begins with.
 *
 * @param blocks whether many records are packed together
 * @param codec by which values or blocks are packed
 * @param marker of 16 bytes that stands in the header and between records
 * @param end the first byte after the header
 */
record SequenceHeader(boolean blocks, Optional<CompressionCodec> codec, byte[] marker, long end) {

  static final int MARKER_BYTES = 16;

  /** The only version that has been written for many years. */
  private static final int VERSION = 6;

  /** Reads the header at the beginning of a file. */
  static SequenceHeader read(BoundedInput in, Configuration conf) throws IOException {
    byte[] magic = in.readBytes(4, "the magic");
    if (magic[0] != 'S' || magic[1] != 'E' || magic[2] != 'Q' || magic[3] != VERSION) {
      throw new BrokenDataException("it does not begin as a SequenceFile of version 6 does");
    }
    readText(in, "the class of keys");
    String values = readText(in, "the class of values");
    if (!values.equals(Text.class.getName())) {
      throw new BrokenDataException(
          "its values are of class "
              + values
              + ", and lines of text are expected, of class "
              + Text.class.getName());
    }
    boolean packed = in.readByte() != 0;
    boolean blocks = in.readByte() != 0;
    Optional<CompressionCodec> codec =
        packed ? Optional.of(codec(readText(in, "the codec"), conf)) : Optional.empty();
    int entries = in.readInt();
    for (int i = 0; i < entries; i++) {
      readText(in, "a key of the metadata");
      readText(in, "a value of the metadata");
    }
    byte[] marker = in.readBytes(MARKER_BYTES, "the sync marker");
    return new SequenceHeader(blocks, codec, marker, in.position());
  }

  /** Only codecs that Hadoop is configured with: a file does not choose which class is run. */
  private static CompressionCodec codec(String name, Configuration conf)
      throws BrokenDataException {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodecByClassName(name);
    if (codec == null) {
      throw new BrokenDataException("its codec " + name + " is not one of Hadoop's here");
    }
    return codec;
  }

  private static String readText(BoundedInput in, String what) throws IOException {
    return new String(in.readBytes(readVarint(in), what), StandardCharsets.UTF_8);
  }

  /** A number in as many bytes as it takes, as Hadoop has it. */
  static long readVarint(BoundedInput in) throws IOException {
    byte first = in.readByte();
    int size = WritableUtils.decodeVIntSize(first);
    if (size == 1) {
      return first;
    }
    long value = 0;
    for (int i = 1; i < size; i++) {
      value = value << 8 | in.readByte() & 0xff;
    }
    return WritableUtils.isNegativeVInt(first) ? ~value : value;
  }
}
