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

  private final CompactNumbers in;
  private final int count;

  /**
   * Values of a page.
   *
   * @param count how many the page says it has
   * @param column for messages
   */
  EncodedValues(byte[] bytes, int count, String column) throws BrokenDataException {
    this.in = new CompactNumbers(bytes, "a page of column " + column);
    this.count = count;
    if (count < 0) {
      throw in.broken(count + " values");
    }
  }

  /** Ids, whose width stands before them. */
  void dictionaryIds() throws BrokenDataException {
    if (in.isEmpty()) {
      // All are null.
      return;
    }
    int width = in.next();
    if (width > Integer.SIZE) {
      throw in.broken("ids of " + width + " bits");
    }
    runs(width);
  }

  /** Runs whose length in bytes stands before them. */
  void runsWithLength(int width) throws BrokenDataException {
    in.need(Integer.BYTES);
    int length = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      length |= in.next() << (8 * i);
    }
    runs(in.part(length), width);
  }

  /** Runs of one repeated value or of packed ones; of null there are fewer than the count. */
  void runs(int width) throws BrokenDataException {
    runs(in, width);
  }

  private void runs(CompactNumbers from, int width) throws BrokenDataException {
    long seen = 0;
    while (seen < count && !from.isEmpty()) {
      long head = from.count();
      boolean repeated = (head & 1) == 0;
      long run = repeated ? head >>> 1 : (head >>> 1) * 8;
      if (run > count - seen + FILLED) {
        throw from.broken("a run of " + run + " values where " + (count - seen) + " are left");
      }
      // A last group may be cut short.
      from.skipUpTo(repeated ? (width + 7) / 8 : (head >>> 1) * width);
      seen += run;
    }
  }

  /** Blocks of differences between whole numbers. */
  void deltas() throws BrokenDataException {
    if (in.isEmpty()) {
      return;
    }
    long block = in.count();
    long parts = in.count();
    long total = in.count();
    in.number();
    if (block < 1 || block > LARGEST_BLOCK || parts < 1 || parts > block || total > count) {
      throw in.broken(total + " differences in blocks of " + block + " with " + parts + " parts");
    }
    long perPart = block / parts;
    long left = total - 1;
    int[] widths = new int[(int) parts];
    while (left > 0) {
      in.number();
      for (int part = 0; part < parts; part++) {
        widths[part] = in.next();
      }
      for (int part = 0; part < parts && left > 0; part++) {
        in.skipUpTo(perPart * widths[part] / 8);
        left -= perPart;
      }
    }
  }
}
