package org.mixreduce.core.data;

import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * A 64-bit seed from which others derive by name and number, so that every random choice depends on
 * the root seed and on what it is for, never on which task made it or when.
 *
 * <p>Derivation runs each word through the finaliser of SplitMix64 (Steele, Lea and Flood 2014,
 * doi:10.1145/2714064.2660195), which is a bijection with full avalanche.
 */
public record Seed(long value) {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /** The seed for a numbered part. */
  public Seed derive(long part) {
    return new Seed(mix(mix(value + GOLDEN_GAMMA) ^ (part * 0xd1342543de82ef95L + 1)));
  }

  /** The seed for a named part. */
  public Seed derive(String part) {
    long hash = value;
    for (int i = 0; i < part.length(); i++) {
      hash = mix(hash + GOLDEN_GAMMA ^ part.charAt(i));
    }
    return new Seed(mix(hash)).derive(part.length());
  }

  /** A fresh generator that starts at this seed. */
  public RandomGenerator generator() {
    return new Well19937c(value);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
