package org.mixreduce.core.simulate;

/**
 * The integral of a {@link TiltedTransform} over a hyperbola through its saddle point.
 *
 * <p>The contour is
 *
 * <pre>  s(τ) = s₀ + c [ i sinh τ + κ (cosh τ − 1) ],  c = E″(s₀)^(−1/2),</pre>
 *
 * with s₀ the saddle point, E′(s₀) = 0, and the bend κ one of a few values in (−1, 1). By symmetry
 * P(Q ≤ x) = (1/π) ∫₀^∞ Im[exp(E(s(τ))) s′(τ)] dτ. Of the admissible contours the best is that of
 * steepest descent (Rice 1980), along which the integrand does not oscillate; here the bend whose
 * integrand vanishes soonest stands in for it, because along the others it may oscillate ever
 * faster while it decays. The hyperbolic parametrisation turns algebraic decay into exponential
 * decay and exponential decay into double exponential decay, and the trapezoidal rule converges
 * exponentially (Trefethen and Weideman 2014): the step is halved until two results agree.
 *
 * <p>Sources: S. O. Rice (1980), SIAM J. Sci. Stat. Comput. 1(4), doi:10.1137/0901032; L. N.
 * Trefethen and J. A. C. Weideman (2014), SIAM Review 56(3), doi:10.1137/130932132.
 */
final class SaddlepointIntegral {

  /** |κ| &lt; 1 keeps the ends within 45° of the vertical, where a normal term decays. */
  private static final double[] BENDS = {0, 0.6, -0.6};

  private static final double COARSE_STEP = 0.5;

  /** The contour ends where the integrand has fallen to exp(−38), 3e-17, of its largest value. */
  private static final double NEGLIGIBLE = -38;

  /** Slowest decay, exp(−τ/2), is negligible from τ = 76 on. */
  private static final double LONGEST = 80;

  /**
   * Two results that agree to this, relative to the integral of the modulus, end the halving. The
   * error of the finer one is about the square of that of the coarser one.
   */
  private static final double AGREEMENT = 1e-9;

  private static final int HALVINGS = 8;

  /** Below this a probability is not a double any more. */
  private static final double LEAST_LOG_PROBABILITY = -745;

  private final TiltedTransform transform;
  private final double saddle;
  private final double scale;
  private final double peak;

  private SaddlepointIntegral(TiltedTransform transform, double saddle) {
    this.transform = transform;
    this.saddle = saddle;
    this.scale = 1 / Math.sqrt(transform.curvature(saddle));
    transform.evaluate(saddle, 0);
    this.peak = transform.logModulus();
  }

  /**
   * P(Q ≤ x) to an absolute error of about 1e-12 and, where it is small, a relative error of about
   * 1e-9.
   *
   * @throws ArithmeticException if the step halved {@value #HALVINGS} times is still too coarse
   */
  static double of(TiltedTransform transform) {
    double saddle = saddle(transform);
    if (saddle == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    SaddlepointIntegral integral = new SaddlepointIntegral(transform, saddle);
    return integral.logChernoffBound() < LEAST_LOG_PROBABILITY ? 0 : integral.value();
  }

  /**
   * The root of E′ left of 0, to a hundredth of its distance from the nearest singularity: close
   * enough, as any point of the strip is admissible. −∞ if x is at or left of all that Q can be.
   */
  private static double saddle(TiltedTransform transform) {
    double end = transform.leftEnd();
    double left = Math.max(-1, 0.5 * end);
    while (transform.slope(left) > 0) {
      left = end == Double.NEGATIVE_INFINITY ? 2 * left : 0.5 * (left + end);
      if (left == end || left < -1e150) {
        return Double.NEGATIVE_INFINITY;
      }
    }
    double right = 0.5 * left;
    while (transform.slope(right) < 0) {
      left = right;
      right *= 0.5;
    }
    while (right - left > 0.01 * Math.min(-right, left - end)) {
      double middle = 0.5 * (left + right);
      if (middle == left || middle == right) {
        break;
      }
      if (transform.slope(middle) < 0) {
        left = middle;
      } else {
        right = middle;
      }
    }
    return right;
  }

  /** log [M(s₀) exp(−s₀ x)] ≥ log P(Q ≤ x). */
  private double logChernoffBound() {
    return peak + Math.log(-saddle);
  }

  private double value() {
    Contour best = probe(BENDS[0]);
    for (int i = 1; i < BENDS.length; i++) {
      Contour other = probe(BENDS[i]);
      if (other.length < best.length) {
        best = other;
      }
    }
    double step = COARSE_STEP;
    double sum = 0.5 * scale + sum(best, step, 1);
    double result = step * sum;
    for (int halving = 0; halving < HALVINGS; halving++) {
      step *= 0.5;
      sum += sum(best, step, 2);
      double finer = step * sum;
      if (halving > 0 && Math.abs(finer - result) <= AGREEMENT * best.modulus) {
        return Math.exp(peak) * finer / Math.PI;
      }
      result = finer;
    }
    throw new ArithmeticException(
        "distribution function of a quadratic form: no convergence at step "
            + step
            + " of a contour of length "
            + best.length
            + " through "
            + saddle);
  }

  /** A bend κ, where its contour may end, and the integral of the modulus along it. */
  private record Contour(double bend, double length, double modulus) {}

  private Contour probe(double bend) {
    double largest = scale;
    double total = 0.5 * scale;
    double tau = 0;
    double here;
    do {
      tau += COARSE_STEP;
      double logHere = evaluate(bend, tau);
      here = Math.exp(logHere) * speed(bend, tau);
      largest = Math.max(largest, here);
      total += here;
    } while (here > largest * Math.exp(NEGLIGIBLE) && tau < LONGEST);
    return new Contour(bend, tau, COARSE_STEP * total);
  }

  /** Σ Im[exp(E − E(s₀)) s′] at τ = h, (1 + stride) h, (1 + 2 stride) h, … */
  private double sum(Contour contour, double step, int stride) {
    double sum = 0;
    double bend = contour.bend;
    for (long i = 1; i * step <= contour.length; i += stride) {
      double tau = i * step;
      double logModulus = evaluate(bend, tau);
      double phase = transform.phase();
      double real = bend * Math.sinh(tau);
      double imaginary = Math.cosh(tau);
      sum += scale * Math.exp(logModulus) * (imaginary * Math.cos(phase) + real * Math.sin(phase));
    }
    return sum;
  }

  private double evaluate(double bend, double tau) {
    double u = saddle + scale * bend * (Math.cosh(tau) - 1);
    transform.evaluate(u, scale * Math.sinh(tau));
    return transform.logModulus() - peak;
  }

  private double speed(double bend, double tau) {
    return scale * Math.hypot(bend * Math.sinh(tau), Math.cosh(tau));
  }
}
