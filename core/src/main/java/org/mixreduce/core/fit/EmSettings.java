package org.mixreduce.core.fit;

/**
 * When EM stops.
 *
 * @param maxIterations the limit, at least 1
 * @param tolerance nats per row: EM stops when, by Aitken's extrapolation of the last two gains, no
 *     more than this is left to gain
 */
public record EmSettings(int maxIterations, double tolerance) {

  /** To convergence: what is reported should not hang on where EM was cut off. */
  public static final EmSettings THOROUGH = new EmSettings(1000, 1e-7);

  /** A short run, long enough to tell good starting points from bad (Biernacki et al. 2003). */
  public static final EmSettings SHORT = new EmSettings(30, 1e-4);

  /** Checks the limits. */
  public EmSettings {
    if (maxIterations < 1 || !(tolerance > 0)) {
      throw new IllegalArgumentException(
          "EM needs an iteration and a tolerance > 0, not " + maxIterations + " and " + tolerance);
    }
  }
}
