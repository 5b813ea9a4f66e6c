package org.mixreduce.core.fit;

/** How a fit ended. */
public enum Termination {
  /** The log-likelihood that was left to gain fell below the tolerance. */
  CONVERGED,
  /** The limit of iterations came first; the parameters are the last ones, and usable. */
  ITERATION_LIMIT,
  /** A component lost its rows or its spread, and reseeding did not help. */
  DEGENERATE
}
