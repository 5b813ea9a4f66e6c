package org.mixreduce.core.fit;

/** Tells from a rising sequence of objectives when little is left to gain. */
final class AitkenRule {

  private final double tolerance;
  private double last = Double.NEGATIVE_INFINITY;
  private double lastGain = Double.POSITIVE_INFINITY;

  /** Stops when no more than {@code tolerance} is left, in the objective's unit. */
  AitkenRule(double tolerance) {
    this.tolerance = tolerance;
  }

  /** What may be left, in the objective's unit. */
  double tolerance() {
    return tolerance;
  }

  /** Forgets what was seen: the sequence starts anew. */
  void restart() {
    last = Double.NEGATIVE_INFINITY;
    lastGain = Double.POSITIVE_INFINITY;
  }

  /** Takes the next objective and says whether the sequence has converged there. */
  boolean converged(double objective) {
    double gain = objective - last;
    double rate = gain / lastGain;
    last = objective;
    lastGain = gain;
    // A gain that is only rounding, or a loss by rounding, is the end of the climb.
    if (gain <= Math.ulp(objective)) {
      return true;
    }
    return rate < 1 && gain <= tolerance && gain * rate / (1 - rate) <= tolerance;
  }
}
