package org.mixreduce.mapper.record;

import java.util.Arrays;
import java.util.Random;

/** Damages the bytes of a file, in one of the ways in which files are damaged. */
final class Mutation {

  private final Random random;

  Mutation(long seed) {
    random = new Random(seed);
  }

  /** Other bytes than these. */
  byte[] of(byte[] bytes) {
    byte[] damaged = bytes.clone();
    switch (random.nextInt(6)) {
      case 0 -> damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> flip(damaged, 1 + random.nextInt(4));
      case 2 -> flip(damaged, 1 + random.nextInt(200));
      case 3 -> fill(damaged, (byte) 0xff);
      case 4 -> fill(damaged, (byte) 0);
      default -> damaged = spliced(bytes);
    }
    return damaged;
  }

  private void flip(byte[] bytes, int bits) {
    for (int i = 0; i < bits; i++) {
      // Half of them where most is decided: at the ends.
      int near = Math.min(bytes.length, 400);
      int at =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(near);
            case 1 -> bytes.length - 1 - random.nextInt(near);
            default -> random.nextInt(bytes.length);
          };
      bytes[at] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /** Lengths and counts become huge, negative or zero. */
  private void fill(byte[] bytes, byte value) {
    int from = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - from, 1 + random.nextInt(12));
    Arrays.fill(bytes, from, from + length, value);
  }

  /** A part comes twice, or not at all. */
  private byte[] spliced(byte[] bytes) {
    int first = random.nextInt(bytes.length);
    int second = random.nextInt(bytes.length);
    byte[] spliced = new byte[first + bytes.length - second];
    System.arraycopy(bytes, 0, spliced, 0, first);
    System.arraycopy(bytes, second, spliced, first, bytes.length - second);
    return spliced;
  }
}
