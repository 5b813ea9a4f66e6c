package org.mixreduce.core.resample;

import java.nio.ByteBuffer;

/**
 * A line of text behind its hash, in bytes: the hash in eight, the highest first, then the line. In
 * the order of unsigned bytes, lines come in the order of their hashes; where two hashes are equal
 * the lines themselves decide, and what is equal in both is the same bytes, in whatever order.
 */
public final class HashedLine {

  /** Where the line begins. */
  public static final int LINE = Long.BYTES;

  private HashedLine() {}

  /** Bytes for a line of that many. */
  public static int length(int lineLength) {
    return Math.addExact(LINE, lineLength);
  }

  /** Writes hash and line to the front of {@code target}, which has {@link #length} or more. */
  public static void write(long hash, byte[] line, int lineLength, byte[] target) {
    ByteBuffer.wrap(target).putLong(hash).put(line, 0, lineLength);
  }

  /** The hash. */
  public static long hash(byte[] hashedLine) {
    return ByteBuffer.wrap(hashedLine).getLong();
  }
}
