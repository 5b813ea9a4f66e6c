package org.mixreduce.core.resample;

/**
 * P parts of a random permutation. The permutation is the order of the rows' hashes, which are
 * uniform over 64 bits; part p holds the hashes h with
 *
 * <p>p = ⌊P h / 2⁶⁴⌋, h unsigned,
 *
 * <p>so parts one after the other are the whole permutation, and another P cuts the same one
 * elsewhere. Each row falls into each part with probability 1/P, independently: of N rows a part
 * has Binomial(N, 1/P), which is N/P give or take √(N/P).
 *
 * @param count P, at least 1
 */
public record Parts(int count) {

  /** Bytes of input that make a part where no number of parts is asked for: a block of HDFS. */
  private static final long BYTES = 128L << 20;

  /** Checks the number. */
  public Parts {
    if (count < 1) {
      throw new IllegalArgumentException("at least one part is needed, not " + count);
    }
  }

  /** As many as make a part about a block, at least one. */
  public static Parts ofBytes(long inputBytes) {
    return new Parts(Math.toIntExact(Math.max(1, (inputBytes + BYTES - 1) / BYTES)));
  }

  /** The part of a hash, from 0: never less for a greater hash, unsigned. */
  public int of(long hash) {
    // The upper word of the unsigned product: multiplyHigh takes a hash ≥ 2⁶³ for hash - 2⁶⁴.
    long correction = hash < 0 ? count : 0;
    return (int) (Math.multiplyHigh(hash, count) + correction);
  }
}
