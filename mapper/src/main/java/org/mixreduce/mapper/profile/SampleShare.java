package org.mixreduce.mapper.profile;

/**
 * How many rows of the pooled sample one split keeps. A split with a share s of the bytes holds
 * about s m of the sample's m rows; it keeps six standard deviations more, half as much again, for
 * rows that are shorter here than elsewhere, and never more than m. Should that be too few after
 * all, the union of the samples is smaller than m, but as uniform ({@link
 * org.mixreduce.core.profile.RowSample}).
 */
final class SampleShare {

  private static final int LEAST = 100;

  private SampleShare() {}

  static int capacity(int poolRows, long splitBytes, long inputBytes) {
    if (poolRows == 0 || inputBytes <= 0) {
      return poolRows;
    }
    double expected = poolRows * Math.min(1.0, (double) splitBytes / inputBytes);
    double kept = 1.5 * expected + 6 * Math.sqrt(expected) + LEAST;
    return (int) Math.min(poolRows, Math.ceil(kept));
  }
}
