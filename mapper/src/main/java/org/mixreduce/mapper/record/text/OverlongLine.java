package org.mixreduce.mapper.record.text;

/**
 * A line that is too long to be held, and is no row.
 *
 * @param bytes that it takes in the text, with its line break
 * @param most that a line may take
 */
public record OverlongLine(long bytes, int most) {

  /** A longer line than this is taken for no row rather than held. */
  public static final int LONGEST = 16 << 20;

  /** What is wrong with it, for people. */
  String problem() {
    return "a line of " + bytes + " bytes, and rows have " + most + " at most";
  }
}
