package org.mixreduce.core.simulate;

import org.apache.commons.math3.special.Erf;

/**
 * The distribution of a quadratic form in normal variables,
 *
 * <pre>  Q = Σ_l (a_l W_l² + b_l W_l),  W_l independent standard normal, l = 1 … d.</pre>
 *
 * <p>With a_l ≠ 0 a term is a_l times a noncentral chi-square with one degree of freedom and
 * noncentrality (b_l / (2 a_l))², less b_l² / (4 a_l); with a_l = 0 it is normal. So this is the
 * generalised chi-square distribution, in the form in which a_l → 0 is harmless.
 *
 * <p>The distribution function is found by inverting the characteristic function, as by Gil-Pelaez
 * (1951), Imhof (1961) and Davies (1980), but along a path through the saddle point (Rice 1980)
 * instead of the imaginary axis. That removes the oscillation and the slow decay of the integrand
 * for few degrees of freedom, and keeps small probabilities accurate relative to themselves. With
 * all a_l = 0 the normal distribution function is used.
 *
 * <p>Accuracy: absolute error below 1e-10, relative error below 1e-7, both with room to spare in
 * the tests, while x is not rounded: at x = the edge of the support, or where Q is nearly constant,
 * the rounding of x itself can matter more.
 *
 * <p>Edge cases: x = ±∞ gives 0 or 1, NaN gives NaN; d = 0 or all coefficients 0 is the constant Q
 * = 0.
 *
 * <p>Sources: J. Gil-Pelaez (1951), Biometrika 38, doi:10.1093/biomet/38.3-4.481; J. P. Imhof
 * (1961), Biometrika 48, doi:10.1093/biomet/48.3-4.419, eq. 3.2; R. B. Davies (1980), Applied
 * Statistics 29, doi:10.2307/2346911; S. O. Rice (1980), SIAM J. Sci. Stat. Comput. 1,
 * doi:10.1137/0901032.
 */
public final class QuadraticFormDistribution {

  private final double[] a;
  private final double[] squaredB;
  private final double mean;
  private final double variance;

  private QuadraticFormDistribution(double[] a, double[] squaredB) {
    this.a = a;
    this.squaredB = squaredB;
    double sum = 0;
    double spread = 0;
    for (int l = 0; l < a.length; l++) {
      sum += a[l];
      spread += 2 * a[l] * a[l] + squaredB[l];
    }
    this.mean = sum;
    this.variance = spread;
  }

  /**
   * The distribution of Σ_l (a_l W_l² + b_l W_l).
   *
   * @param squares a: d, the coefficients of the squares
   * @param slopes b: d, the coefficients of the linear terms
   * @throws IllegalArgumentException if the lengths differ or a coefficient is not finite
   */
  public static QuadraticFormDistribution of(double[] squares, double[] slopes) {
    if (squares.length != slopes.length) {
      throw new IllegalArgumentException(
          squares.length + " coefficients of squares but " + slopes.length + " of linear terms");
    }
    double[] squaredB = new double[slopes.length];
    for (int l = 0; l < slopes.length; l++) {
      squaredB[l] = slopes[l] * slopes[l];
      if (!Double.isFinite(squares[l] * squares[l]) || !Double.isFinite(squaredB[l])) {
        throw new IllegalArgumentException(
            "term %d has coefficients a = %s, b = %s, expected finite squares"
                .formatted(l, squares[l], slopes[l]));
      }
    }
    return new QuadraticFormDistribution(squares.clone(), squaredB);
  }

  /** E Q = Σ_l a_l. */
  public double mean() {
    return mean;
  }

  /** Var Q = Σ_l (2 a_l² + b_l²). */
  public double variance() {
    return variance;
  }

  /** P(Q ≤ x); P(Q &lt; x) is the same unless Q is constant. */
  public double cumulativeProbability(double x) {
    return x > mean ? 1 - upperTail(x) : lowerTail(x);
  }

  /** P(Q &gt; x), accurate relative to itself where it is small. */
  public double survivalProbability(double x) {
    return x > mean ? upperTail(x) : 1 - lowerTail(x);
  }

  /** P(Q ≤ x) for x ≤ E Q. */
  private double lowerTail(double x) {
    if (Double.isNaN(x)) {
      return Double.NaN;
    }
    if (x == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    if (variance == 0) {
      return x < mean ? 0 : 1;
    }
    // In units of the standard deviation, so that no magnitude of a, b and x is special.
    double scale = 1 / Math.sqrt(variance);
    return new Standardised(scale).lowerTail(x * scale);
  }

  /** P(Q &gt; x) = P(−Q &lt; −x) for x &gt; E Q. */
  private double upperTail(double x) {
    if (x == Double.POSITIVE_INFINITY || variance == 0) {
      return 0;
    }
    double scale = -1 / Math.sqrt(variance);
    return new Standardised(scale).lowerTail(x * scale);
  }

  /** The coefficients of a multiple of Q that has variance one. */
  private final class Standardised {

    private final double[] scaledA = new double[a.length];
    private final double[] scaledSquaredB = new double[a.length];
    private double edge;
    private boolean bounded = true;
    private boolean normal = true;

    Standardised(double scale) {
      for (int l = 0; l < a.length; l++) {
        scaledA[l] = a[l] * scale;
        scaledSquaredB[l] = squaredB[l] * scale * scale;
        bounded &= scaledA[l] > 0 || a[l] == 0 && scaledSquaredB[l] == 0;
        normal &= scaledA[l] == 0;
        edge -= scaledA[l] > 0 ? scaledSquaredB[l] / (4 * scaledA[l]) : 0;
      }
    }

    double lowerTail(double x) {
      if (normal) {
        return 0.5 * Erf.erfc(-x / Math.sqrt(2));
      }
      if (bounded && x <= edge) {
        return 0;
      }
      return SaddlepointIntegral.of(new TiltedTransform(scaledA, scaledSquaredB, x));
    }
  }
}
