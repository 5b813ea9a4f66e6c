package org.mixreduce.core.fit;

/**
 * How a block of rows is fitted.
 *
 * @param starts how many starting points get a short run
 * @param finalists how many of them, the best, go on to convergence on all rows
 * @param penaltyMultiplier c in λ = c / √n
 * @param shortRun the settings of short runs
 * @param finalRun the settings of the last run, on all rows
 */
public record FitSettings(
    int starts, int finalists, double penaltyMultiplier, EmSettings shortRun, EmSettings finalRun) {

  /** What a job does unless told otherwise. */
  public static final FitSettings DEFAULTS =
      new FitSettings(8, 1, 1, EmSettings.SHORT, EmSettings.THOROUGH);

  /** Checks the numbers. */
  public FitSettings {
    if (starts < 1 || finalists < 1) {
      throw new IllegalArgumentException(
          "a fit needs a start and a finalist, not " + starts + " and " + finalists);
    }
    if (!(penaltyMultiplier >= 0) || penaltyMultiplier == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "the penalty's multiplier must be a number ≥ 0, not " + penaltyMultiplier);
    }
  }

  /** With another number of starts. */
  public FitSettings withStarts(int otherStarts) {
    return new FitSettings(otherStarts, finalists, penaltyMultiplier, shortRun, finalRun);
  }

  /** With another multiplier of the penalty. */
  public FitSettings withPenaltyMultiplier(double multiplier) {
    return new FitSettings(starts, finalists, multiplier, shortRun, finalRun);
  }

  /** With another number of finalists. */
  public FitSettings withFinalists(int otherFinalists) {
    return new FitSettings(starts, otherFinalists, penaltyMultiplier, shortRun, finalRun);
  }
}
