package org.mixreduce.core.fit;

/** In which coordinates a starting partition measures distance. */
public enum StartScale {
  /** Each variable divided by its standard deviation over all rows. */
  STANDARDISED,
  /** Rotated and scaled so that the covariance over all rows is the identity (Mahalanobis). */
  SPHERED
}
