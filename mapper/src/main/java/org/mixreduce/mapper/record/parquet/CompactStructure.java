package org.mixreduce.mapper.record.parquet;

import org.mixreduce.mapper.record.BrokenDataException;

/**
 * Walks over a structure in Thrift's compact protocol, as a Parquet footer is, and checks that
 * every length it states fits into the bytes that are left: readers allocate what it says.
 */
final class CompactStructure {

  private static final int DEEPEST = 60;

  private final CompactNumbers in;

  private CompactStructure(byte[] bytes) {
    this.in = new CompactNumbers(bytes, "its footer");
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
      int head = in.next();
      if (head == 0) {
        return;
      }
      if ((head & 0xf0) == 0) {
        // The field's number, where it is not near the one before.
        in.number();
      }
      value(head & 0x0f, depth + 1, false);
    }
  }

  private void value(int type, int depth, boolean inList) throws BrokenDataException {
    if (depth > DEEPEST) {
      throw in.broken("values that are nested too deeply");
    }
    switch (type) {
      case 1, 2 -> in.skip(inList ? 1 : 0);
      case 3 -> in.skip(1);
      case 4, 5, 6 -> in.number();
      case 7 -> in.skip(Double.BYTES);
      case 8 -> in.skip(in.number());
      case 9, 10 -> list(depth);
      case 11 -> map(depth);
      case 12 -> structure(depth);
      case 13 -> in.skip(16);
      default -> throw in.broken("a value of unknown type " + type);
    }
  }

  private void list(int depth) throws BrokenDataException {
    int head = in.next();
    long size = head >> 4 == 0x0f ? in.number() : head >> 4;
    in.need(size);
    for (long i = 0; i < size; i++) {
      value(head & 0x0f, depth + 1, true);
    }
  }

  private void map(int depth) throws BrokenDataException {
    long size = in.number();
    in.need(size);
    if (size == 0) {
      return;
    }
    int types = in.next();
    for (long i = 0; i < size; i++) {
      value(types >> 4, depth + 1, true);
      value(types & 0x0f, depth + 1, true);
    }
  }
}
