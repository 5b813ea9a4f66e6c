package org.mixreduce.core.reduce;

/** Where a reduction starts; it ends in the nearest local minimum, so all kinds are tried. */
public enum ReductionStart {
  /** Merge the two components whose merger costs least, until K are left (Runnalls 2007). */
  PAIRWISE_MERGING,
  /** Seeds far from each other among all pooled components. */
  DISTANCE_SEEDING,
  /** The components of one local mixture. */
  LOCAL_MIXTURE,
  /** There were no more components than asked for. */
  NOTHING_TO_REDUCE
}
