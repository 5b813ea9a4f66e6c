package org.mixreduce.mapper.record.parquet;

import org.mixreduce.mapper.record.BrokenDataException;

/**
 * Walks over encoded values of a page without decoding them, and checks the counts that a decoder
 * would allocate.
 */
final class EncodedValues {

  /** Packed runs come in groups of eight, and writers fill up to so many values beyond the last. */
  private static final int FILLED = 504;

  /** What a block of differences has at most; writers use 128 to a few thousand. */
  private static final int LARGEST_BLOCK = 1 << 16;

  private final byte[] bytes;
  private final int count;
  private final String column;
  private int at;

  /**
   * Values of a page.
   *
   * @param count how many the page says it has
   * @param column for messages
   */
  EncodedValues(byte[] bytes, int count, String column) throws BrokenDataException {
    this.bytes = bytes;
    this.count = count;
    this.column = column;
    if (count < 0) {
      throw new BrokenDataException("a page of " + count + " values in column " + column);
    }
  }

  /** Ids, whose width stands before them. */
  void dictionaryIds() throws BrokenDataException {
    if (at == bytes.length) {
      // All are null.
      return;
    }
    int width = next();
    if (width > Integer.SIZE) {
      throw broken("ids of " + width + " bits");
    }
    runs(width);
  }

  /** Runs whose length in bytes stands before them. */
  void runsWithLength(int width) throws BrokenDataException {
    need(Integer.BYTES);
    int length = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      length |= next() << (8 * i);
    }
    need(length);
    int end = at + length;
    runs(width);
    at = end;
  }

  /** Runs of one repeated value or of packed ones; of null there are fewer than the count. */
  void runs(int width) throws BrokenDataException {
    long seen = 0;
    while (seen < count && at < bytes.length) {
      long head = number();
      long run = (head & 1) == 0 ? head >>> 1 : (head >>> 1) * 8;
      if (run > count - seen + FILLED) {
        throw broken("a run of " + run + " values where " + (count - seen) + " are left");
      }
      long size = (head & 1) == 0 ? (width + 7) / 8 : (head >>> 1) * width;
      // A last group may be cut short.
      at = (int) Math.min(bytes.length, at + size);
      seen += run;
    }
  }

  /** Blocks of differences between whole numbers. */
  void deltas() throws BrokenDataException {
    if (at == bytes.length) {
      return;
    }
    long block = number();
    long parts = number();
    long total = number();
    number();
    if (block < 1 || block > LARGEST_BLOCK || parts < 1 || parts > block || total > count) {
      throw broken(total + " differences in blocks of " + block + " with " + parts + " parts");
    }
    long perPart = block / parts;
    long left = total - 1;
    while (left > 0) {
      number();
      need(parts);
      int widths = at;
      at += (int) parts;
      for (int part = 0; part < parts && left > 0; part++) {
        long size = perPart * (bytes[widths + part] & 0xff) / 8;
        at = (int) Math.min(bytes.length, at + size);
        left -= perPart;
      }
    }
  }

  private int next() throws BrokenDataException {
    need(1);
    return bytes[at++] & 0xff;
  }

  private long number() throws BrokenDataException {
    long bits = 0;
    for (int i = 0; i < 10; i++) {
      int next = next();
      bits |= (next & 0x7fL) << (7 * i);
      if (next < 0x80) {
        return bits;
      }
    }
    throw broken("a number that does not end");
  }

  private void need(long size) throws BrokenDataException {
    if (size < 0 || size > bytes.length - at) {
      throw broken(size + " bytes where " + (bytes.length - at) + " are left");
    }
  }

  private BrokenDataException broken(String what) {
    return new BrokenDataException(what + ", in a page of column " + column);
  }
}
