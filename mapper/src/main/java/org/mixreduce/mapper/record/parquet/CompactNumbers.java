package org.mixreduce.mapper.record.parquet;

import java.util.Arrays;
import org.mixreduce.mapper.record.BrokenDataException;

/** Bytes that hold numbers of seven bits a byte, lowest first, as Thrift and Parquet write them. */
final class CompactNumbers {

  /** Bytes that a number of 64 bits takes at most. */
  private static final int LONGEST = 10;

  private final byte[] bytes;
  private final String place;
  private int at;

  /**
   * Numbers in bytes.
   *
   * @param place what the bytes are of, for messages
   */
  CompactNumbers(byte[] bytes, String place) {
    this.bytes = bytes;
    this.place = place;
  }

  boolean isEmpty() {
    return at == bytes.length;
  }

  /** Bytes that are left. */
  int left() {
    return bytes.length - at;
  }

  /** The next byte. */
  int next() throws BrokenDataException {
    need(1);
    return bytes[at++] & 0xff;
  }

  /** A number of 64 bits; without its sign, which no length has. */
  long number() throws BrokenDataException {
    long bits = 0;
    for (int i = 0; i < LONGEST; i++) {
      int next = next();
      bits |= (next & 0x7fL) << (7 * i);
      if (next < 0x80) {
        return bits;
      }
    }
    throw broken("a number that does not end");
  }

  /** A number that readers hold in 32 bits: of a larger one they would see another. */
  long count() throws BrokenDataException {
    long number = number();
    if (number >>> Integer.SIZE != 0) {
      throw broken("a count of " + Long.toUnsignedString(number));
    }
    return number;
  }

  /** Passes over bytes. */
  void skip(long count) throws BrokenDataException {
    need(count);
    at += (int) count;
  }

  /** Passes over bytes of which the last may be missing. */
  void skipUpTo(long count) {
    at += (int) Math.min(left(), count);
  }

  /** The next bytes by themselves, which this passes over. */
  CompactNumbers part(int length) throws BrokenDataException {
    int begin = at;
    skip(length);
    return new CompactNumbers(Arrays.copyOfRange(bytes, begin, at), place);
  }

  /** Makes sure that so many bytes are left. */
  void need(long count) throws BrokenDataException {
    if (count < 0 || count > left()) {
      throw broken(count + " items where " + left() + " bytes are left");
    }
  }

  /** What to throw. */
  BrokenDataException broken(String what) {
    return new BrokenDataException(what + ", in " + place);
  }
}
