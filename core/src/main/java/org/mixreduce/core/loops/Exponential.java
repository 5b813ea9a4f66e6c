package org.mixreduce.core.loops;

/**
 * e^v for −700 ≤ v ≤ 0, by v = n log 2 + r with |r| ≤ ½ log 2 and Taylor's polynomial of degree 13
 * in r, whose remainder is below 5e-18. Right to 1 ulp or so; the operations are the same, in the
 * same order, in plain Java and in vectors.
 */
final class Exponential {

  static final double LOG2_E = 1.4426950408889634;

  /** log 2 in two parts, the first with zeros at the end, so that n times it is exact. */
  static final double LOG_2_HIGH = 0x1.62e42feep-1;

  static final double LOG_2_LOW = 0x1.a39ef35793c76p-33;

  /** Added to a number below 2^51, it leaves the nearest whole number in the last bits. */
  static final double ROUNDER = 0x1.8p52;

  /** Where the exponent stands in a double's bits. */
  static final int EXPONENT_SHIFT = 52;

  /** 1/13!, 1/12!, …, 1/0!. */
  static final double[] COEFFICIENTS = inverseFactorials(13);

  private Exponential() {}

  private static double[] inverseFactorials(int degree) {
    double[] coefficients = new double[degree + 1];
    double factorial = 1;
    for (int n = 0; n <= degree; n++) {
      factorial *= Math.max(1, n);
      coefficients[degree - n] = 1 / factorial;
    }
    return coefficients;
  }

  static double of(double v) {
    double shifted = Math.fma(v, LOG2_E, ROUNDER);
    double n = shifted - ROUNDER;
    double r = Math.fma(n, -LOG_2_LOW, Math.fma(n, -LOG_2_HIGH, v));
    double p = COEFFICIENTS[0];
    for (int i = 1; i < COEFFICIENTS.length; i++) {
      p = Math.fma(p, r, COEFFICIENTS[i]);
    }
    long scale = Double.doubleToRawLongBits(shifted) << EXPONENT_SHIFT;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(p) + scale);
  }
}
