package org.mixreduce.mapper.record.avro;

import java.nio.charset.StandardCharsets;
import org.mixreduce.mapper.record.BrokenDataException;

/** Reads Avro's binary encoding from an unpacked block, and never beyond its end. */
final class BlockBytes {

  private static final int LONGEST_VARINT = 10;

  private final byte[] bytes;
  private int at;

  BlockBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int left() {
    return bytes.length - at;
  }

  boolean readBoolean() throws BrokenDataException {
    need(1);
    return bytes[at++] != 0;
  }

  long readLong() throws BrokenDataException {
    long bits = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      need(1);
      byte next = bytes[at++];
      bits |= (next & 0x7fL) << (7 * i);
      if (next >= 0) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw new BrokenDataException("a number does not end");
  }

  float readFloat() throws BrokenDataException {
    return Float.intBitsToFloat((int) readLittleEndian(Float.BYTES));
  }

  double readDouble() throws BrokenDataException {
    return Double.longBitsToDouble(readLittleEndian(Double.BYTES));
  }

  private long readLittleEndian(int count) throws BrokenDataException {
    need(count);
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits |= (bytes[at + i] & 0xffL) << (8 * i);
    }
    at += count;
    return bits;
  }

  String readString() throws BrokenDataException {
    int length = need(readLong());
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  void skip(long count) throws BrokenDataException {
    at += need(count);
  }

  private int need(long count) throws BrokenDataException {
    if (count < 0 || count > left()) {
      throw new BrokenDataException(
          "a value of " + count + " bytes where " + left() + " are left in the block");
    }
    return (int) count;
  }
}
