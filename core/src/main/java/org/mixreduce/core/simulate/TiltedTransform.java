package org.mixreduce.core.simulate;

/**
 * The integrand of a quadratic form's distribution function in the complex plane.
 *
 * <p>For Q = Σ_l (a_l W_l² + b_l W_l), W_l independent standard normal, the moment generating
 * function is
 *
 * <pre>  M(s) = Π_l (1 − 2 a_l s)^(−1/2) exp( s² b_l² / (2 (1 − 2 a_l s)) ),</pre>
 *
 * analytic where 1 − 2 a_l Re s &gt; 0 for all l, and for a line that crosses the real axis at s₀
 * &lt; 0 within that strip
 *
 * <pre>  P(Q ≤ x) = 1/(2πi) ∫ M(s) exp(−s x) / (−s) ds.</pre>
 *
 * <p>This class evaluates E(s) = log [M(s) exp(−s x) / (−s)] with principal branches: an admissible
 * contour meets the real axis at s₀ only, so none of the logarithms reaches its cut. Terms with a_l
 * near 0 need no special case, unlike in the form with noncentralities b_l² / (4 a_l²).
 *
 * <p>Holds the last evaluation, so an object serves one integral on one thread.
 */
final class TiltedTransform {

  private static final double RENORMALISE_ABOVE = 1e100;
  private static final double RENORMALISE_BELOW = 1e-100;

  private final double[] a;
  private final double[] squaredB;
  private final double x;

  private double logModulus;
  private double phase;

  TiltedTransform(double[] a, double[] squaredB, double x) {
    this.a = a;
    this.squaredB = squaredB;
    this.x = x;
  }

  /** The left end of the strip of convergence: max of 1/(2 a_l) over a_l &lt; 0, or −∞. */
  double leftEnd() {
    double end = Double.NEGATIVE_INFINITY;
    for (double al : a) {
      if (al < 0) {
        end = Math.max(end, 0.5 / al);
      }
    }
    return end;
  }

  /** E′(s) for real s within the strip, s &lt; 0; increasing in s. */
  double slope(double s) {
    double sum = -x - 1 / s;
    for (int l = 0; l < a.length; l++) {
      double z = 1 - 2 * a[l] * s;
      sum += (a[l] + squaredB[l] * s * (1 - a[l] * s) / z) / z;
    }
    return sum;
  }

  /** E″(s) &gt; 0 for real s within the strip, s &lt; 0. */
  double curvature(double s) {
    double sum = 1 / (s * s);
    for (int l = 0; l < a.length; l++) {
      double z = 1 - 2 * a[l] * s;
      sum += (2 * a[l] * a[l] + squaredB[l] / z) / (z * z);
    }
    return sum;
  }

  /** Evaluates E(u + iv); read it from {@link #logModulus()} and {@link #phase()}. */
  void evaluate(double u, double v) {
    double real = -u * x - 0.5 * Math.log(u * u + v * v);
    double imaginary = -v * x - Math.atan2(-v, -u);
    double squareReal = (u - v) * (u + v);
    double squareImaginary = 2 * u * v;
    double product = 1;
    for (int l = 0; l < a.length; l++) {
      double zr = 1 - 2 * a[l] * u;
      double zi = -2 * a[l] * v;
      double norm = zr * zr + zi * zi;
      imaginary -= 0.5 * Math.atan2(zi, zr);
      product *= norm;
      if (product > RENORMALISE_ABOVE || product < RENORMALISE_BELOW) {
        real -= 0.25 * Math.log(product);
        product = 1;
      }
      double weight = 0.5 * squaredB[l] / norm;
      real += weight * (squareReal * zr + squareImaginary * zi);
      imaginary += weight * (squareImaginary * zr - squareReal * zi);
    }
    logModulus = real - 0.25 * Math.log(product);
    phase = imaginary;
  }

  /** Re E at the last evaluation. */
  double logModulus() {
    return logModulus;
  }

  /** Im E at the last evaluation. */
  double phase() {
    return phase;
  }
}
