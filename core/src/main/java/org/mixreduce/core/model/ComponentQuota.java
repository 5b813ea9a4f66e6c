package org.mixreduce.core.model;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * How many of n rows each component of a mixture gets, a multinomial draw, for rows that are
 * written component by component.
 */
public final class ComponentQuota {

  private final long[] cumulative;

  private ComponentQuota(long[] cumulative) {
    this.cumulative = cumulative;
  }

  /** Draws the numbers: as if each of the n rows had drawn its component. */
  public static ComponentQuota draw(Mixture mixture, long rows, RandomGenerator random) {
    long[] cumulative = new long[mixture.size()];
    long left = rows;
    double weightLeft = 1;
    for (int k = 0; k < cumulative.length - 1; k++) {
      double share = Math.min(1, mixture.weight(k) / weightLeft);
      left -= binomial(left, share, random);
      weightLeft -= mixture.weight(k);
      cumulative[k] = rows - left;
    }
    cumulative[cumulative.length - 1] = rows;
    return new ComponentQuota(cumulative);
  }

  /** Beyond the range of the exact draw its relative spread is below 1e-4: the mean stands in. */
  private static long binomial(long trials, double probability, RandomGenerator random) {
    if (trials > Integer.MAX_VALUE) {
      return Math.round(trials * probability);
    }
    return new BinomialDistribution(random, (int) trials, probability).sample();
  }

  /** The component of a row, from 0, given its number among all rows, from 0. */
  public int componentOf(long row) {
    int k = 0;
    while (k < cumulative.length - 1 && row >= cumulative[k]) {
      k++;
    }
    return k;
  }
}
