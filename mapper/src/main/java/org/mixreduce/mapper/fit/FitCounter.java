package org.mixreduce.mapper.fit;

import org.mixreduce.core.fit.Termination;

/** How the local fits of a round ended. */
public enum FitCounter {
  /** Converged. */
  CONVERGED,
  /** Stopped at the limit of iterations. */
  ITERATION_LIMIT,
  /** Failed: no sound fit from any start. */
  DEGENERATE,
  /** Components that lost their rows and were given others. */
  RESEEDINGS,
  /** M-steps of final runs. */
  ITERATIONS,
  /** Rows × components × iterations (E-steps) of all starts, final runs and replicates. */
  ROW_COMPONENT_ITERATIONS;

  static FitCounter of(Termination termination) {
    return switch (termination) {
      case CONVERGED -> CONVERGED;
      case ITERATION_LIMIT -> ITERATION_LIMIT;
      case DEGENERATE -> DEGENERATE;
    };
  }
}
