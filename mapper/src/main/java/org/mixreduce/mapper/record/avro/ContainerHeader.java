package org.mixreduce.mapper.record.avro;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.mixreduce.mapper.record.BoundedInput;
import org.mixreduce.mapper.record.BrokenDataException;

/**
 * What a container file begins with.
 *
 * @param schema of its records, as they were written
 * @param codec of its blocks
 * @param marker of 16 bytes behind the header and behind each block
 * @param end the first byte after the header
 */
record ContainerHeader(Schema schema, BlockCodec codec, byte[] marker, long end) {

  static final byte[] MAGIC = {'O', 'b', 'j', 1};
  static final int MARKER_BYTES = 16;

  private static final int LONGEST_VARINT = 10;

  /** Reads the header at the beginning of a file. */
  static ContainerHeader read(BoundedInput in) throws IOException {
    if (!Arrays.equals(in.readBytes(MAGIC.length, "the magic"), MAGIC)) {
      throw new BrokenDataException("it does not begin as an Avro container file does");
    }
    Map<String, byte[]> metadata = metadata(in);
    byte[] marker = in.readBytes(MARKER_BYTES, "the sync marker");
    byte[] codec = metadata.get("avro.codec");
    return new ContainerHeader(
        schema(metadata.get("avro.schema")),
        BlockCodec.of(codec == null ? "null" : new String(codec, StandardCharsets.UTF_8)),
        marker,
        in.position());
  }

  private static Map<String, byte[]> metadata(BoundedInput in) throws IOException {
    Map<String, byte[]> metadata = new HashMap<>();
    while (true) {
      long count = readLong(in);
      if (count == 0) {
        return metadata;
      }
      if (count < 0) {
        readLong(in);
        count = -count;
      }
      // Every entry takes bytes, so a count that is wrong ends with the file.
      for (long i = 0; i < count || count < 0; i++) {
        byte[] key = in.readBytes(readLong(in), "a key of the header");
        metadata.put(
            new String(key, StandardCharsets.UTF_8),
            in.readBytes(readLong(in), "a value of the header"));
      }
    }
  }

  private static Schema schema(byte[] json) throws BrokenDataException {
    if (json == null) {
      throw new BrokenDataException("its header has no schema");
    }
    try {
      return new Schema.Parser()
          .setValidate(false)
          .setValidateDefaults(false)
          .parse(new String(json, StandardCharsets.UTF_8));
    } catch (AvroRuntimeException | ClassCastException | NullPointerException e) {
      throw new BrokenDataException("its schema cannot be read: " + e.getMessage());
    }
  }

  /** A number in as many bytes as it takes, as Avro has it. */
  static long readLong(BoundedInput in) throws IOException {
    long bits = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      byte next = in.readByte();
      bits |= (next & 0x7fL) << (7 * i);
      if (next >= 0) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw new BrokenDataException("a number before byte " + in.position() + " does not end");
  }
}
