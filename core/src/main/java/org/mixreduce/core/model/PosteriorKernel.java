package org.mixreduce.core.model;

import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.DensityKernel;

/**
 * Log densities log f(x_i) and posteriors τ_ik = π_k f_k(x_i) / f(x_i) of a run of rows, by
 * log-sum-exp. Results stand in this object until the next call; not safe for two threads.
 *
 * <p>A row so far away that every log density is −∞ has log f = −∞ and the posteriors π_k.
 */
public final class PosteriorKernel {

  /** Rows at a time: K columns of them stay in the first-level cache. */
  public static final int TILE = 256;

  private final Mixture mixture;
  private final DensityKernel densities;
  private final double[] logWeights;
  private final double[] posteriors;
  private final double[] logDensity = new double[TILE];
  private final double[] largest = new double[TILE];

  /** A kernel for one mixture. */
  public PosteriorKernel(Mixture mixture) {
    this.mixture = mixture;
    this.densities = mixture.family().densities(mixture.components());
    this.posteriors = new double[mixture.size() * TILE];
    this.logWeights = new double[mixture.size()];
    for (int k = 0; k < logWeights.length; k++) {
      logWeights[k] = Math.log(mixture.weight(k));
    }
  }

  /** Evaluates the rows {@code from} to {@code from + count − 1}, count ≤ {@link #TILE}. */
  public void evaluate(RowBlock rows, int from, int count) {
    densities.logDensities(rows, from, count, posteriors, TILE);
    addLogWeights(count);
    logSumExp(count);
  }

  private void addLogWeights(int count) {
    System.arraycopy(MINUS_INFINITY, 0, largest, 0, count);
    for (int k = 0; k < logWeights.length; k++) {
      double logWeight = logWeights[k];
      int at = k * TILE;
      for (int i = 0; i < count; i++) {
        double logit = posteriors[at + i] + logWeight;
        posteriors[at + i] = logit;
        largest[i] = Math.max(largest[i], logit);
      }
    }
  }

  private void logSumExp(int count) {
    for (int i = 0; i < count; i++) {
      double max = largest[i];
      if (max == Double.NEGATIVE_INFINITY) {
        outOfReach(i);
        continue;
      }
      double sum = 0;
      for (int k = 0, at = i; k < logWeights.length; k++, at += TILE) {
        double value = Math.exp(posteriors[at] - max);
        posteriors[at] = value;
        sum += value;
      }
      double inverse = 1 / sum;
      for (int k = 0, at = i; k < logWeights.length; k++, at += TILE) {
        posteriors[at] *= inverse;
      }
      logDensity[i] = max + Math.log(sum);
      // The largest exponential is 1, so its posterior is the inverse itself.
      largest[i] = inverse;
    }
  }

  private void outOfReach(int i) {
    double max = 0;
    for (int k = 0; k < logWeights.length; k++) {
      posteriors[k * TILE + i] = mixture.weight(k);
      max = Math.max(max, mixture.weight(k));
    }
    logDensity[i] = Double.NEGATIVE_INFINITY;
    largest[i] = max;
  }

  private static final double[] MINUS_INFINITY = new double[TILE];

  static {
    java.util.Arrays.fill(MINUS_INFINITY, Double.NEGATIVE_INFINITY);
  }

  /** log f of the i-th row of the last call. */
  public double logDensity(int i) {
    return logDensity[i];
  }

  /** max_k τ_ik of the i-th row of the last call. */
  public double largestPosterior(int i) {
    return largest[i];
  }

  /** τ_ik of the i-th row of the last call. */
  public double posterior(int i, int k) {
    return posteriors[k * TILE + i];
  }

  /** The component of the largest posterior, the first of equals, of the i-th row. */
  public int mostProbable(int i) {
    int best = 0;
    for (int k = 1; k < logWeights.length; k++) {
      if (posteriors[k * TILE + i] > posteriors[best * TILE + i]) {
        best = k;
      }
    }
    return best;
  }

  /** All posteriors of the last call, that of component k and row i at k · TILE + i; shared. */
  public double[] posteriors() {
    return posteriors;
  }

  /** The mixture. */
  public Mixture mixture() {
    return mixture;
  }
}
