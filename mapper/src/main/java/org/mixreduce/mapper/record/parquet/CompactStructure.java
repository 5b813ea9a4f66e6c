package org.mixreduce.mapper.record.parquet;

import org.mixreduce.mapper.record.BrokenDataException;

/**
 * Walks over a structure in Thrift's compact protocol, as a Parquet footer is, and checks that
 * every length it states fits into the bytes that are left: readers allocate what it says.
 */
final class CompactStructure {

  private static final int DEEPEST = 60;

  private final byte[] bytes;
  private int at;

  private CompactStructure(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Checks a structure.
   *
   * @throws BrokenDataException if it does not fit into the bytes
   */
  static void check(byte[] bytes) throws BrokenDataException {
    new CompactStructure(bytes).structure(0);
  }

  private void structure(int depth) throws BrokenDataException {
    while (true) {
      int head = next();
      if (head == 0) {
        return;
      }
      if ((head & 0xf0) == 0) {
        // The field's number, where it is not near the one before.
        number();
      }
      value(head & 0x0f, depth + 1, false);
    }
  }

  private void value(int type, int depth, boolean inList) throws BrokenDataException {
    if (depth > DEEPEST) {
      throw new BrokenDataException("its footer nests values too deeply");
    }
    switch (type) {
      case 1, 2 -> skip(inList ? 1 : 0);
      case 3 -> skip(1);
      case 4, 5, 6 -> number();
      case 7 -> skip(Double.BYTES);
      case 8 -> skip(number());
      case 9, 10 -> list(depth);
      case 11 -> map(depth);
      case 12 -> structure(depth);
      case 13 -> skip(16);
      default -> throw new BrokenDataException("its footer has a value of unknown type " + type);
    }
  }

  private void list(int depth) throws BrokenDataException {
    int head = next();
    long size = head >> 4 == 0x0f ? number() : head >> 4;
    need(size);
    for (long i = 0; i < size; i++) {
      value(head & 0x0f, depth + 1, true);
    }
  }

  private void map(int depth) throws BrokenDataException {
    long size = number();
    need(size);
    if (size == 0) {
      return;
    }
    int types = next();
    for (long i = 0; i < size; i++) {
      value(types >> 4, depth + 1, true);
      value(types & 0x0f, depth + 1, true);
    }
  }

  private int next() throws BrokenDataException {
    need(1);
    return bytes[at++] & 0xff;
  }

  /** A number without its sign, which no length has. */
  private long number() throws BrokenDataException {
    long bits = 0;
    for (int i = 0; i < 10; i++) {
      int next = next();
      bits |= (next & 0x7fL) << (7 * i);
      if (next < 0x80) {
        return bits;
      }
    }
    throw new BrokenDataException("its footer has a number that does not end");
  }

  private void skip(long count) throws BrokenDataException {
    need(count);
    at += (int) count;
  }

  private void need(long count) throws BrokenDataException {
    if (count < 0 || count > bytes.length - at) {
      throw new BrokenDataException(
          "its footer states " + count + " items where " + (bytes.length - at) + " bytes are left");
    }
  }
}
