package org.mixreduce.core.model;

import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTile;
import org.mixreduce.core.family.DensityKernel;

/**
 * Log densities log f(x_i) and posteriors τ_ik = π_k f_k(x_i) / f(x_i) of a run of rows, by
 * log-sum-exp over the whole range of double precision: for scores and for comparing models. EM has
 * its own in {@link org.mixreduce.core.fit.ExpectationStep}, which leaves out what cannot matter to
 * a sum. Results stand in this object until the next call; not safe for two threads.
 *
 * <p>A row so far away that every log density is −∞ has log f = −∞ and the posteriors π_k.
 */
public final class PosteriorKernel {

  /** Rows at a time. */
  public static final int TILE = RowTile.ROWS;

  private final Mixture mixture;
  private final DensityKernel densities;
  private final double[] logWeights;
  private final double[] origin;
  private final double[][] posteriors;
  private final double[] logDensity = new double[TILE];

  /** A kernel for one mixture. */
  public PosteriorKernel(Mixture mixture) {
    this.mixture = mixture;
    this.densities = mixture.family().densities(mixture.components());
    this.posteriors = new double[mixture.size()][TILE];
    this.logWeights = mixture.logWeights();
    // The model's, so that a row's score does not depend on the rows around it.
    this.origin = mixture.mean();
  }

  /** Evaluates the rows {@code from} to {@code from + count − 1}, count ≤ {@link #TILE}. */
  public void evaluate(RowBlock rows, int from, int count) {
    densities.logDensities(rows.tile(from, count, origin), posteriors);
    for (int i = 0; i < count; i++) {
      logSumExp(i);
    }
  }

  private void logSumExp(int i) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logWeights.length; k++) {
      posteriors[k][i] += logWeights[k];
      largest = Math.max(largest, posteriors[k][i]);
    }
    if (largest == Double.NEGATIVE_INFINITY) {
      for (int k = 0; k < logWeights.length; k++) {
        posteriors[k][i] = mixture.weight(k);
      }
      logDensity[i] = largest;
      return;
    }
    double sum = 0;
    for (double[] posterior : posteriors) {
      posterior[i] = Math.exp(posterior[i] - largest);
      sum += posterior[i];
    }
    for (double[] posterior : posteriors) {
      posterior[i] /= sum;
    }
    logDensity[i] = largest + Math.log(sum);
  }

  /** log f of the i-th row of the last call. */
  public double logDensity(int i) {
    return logDensity[i];
  }

  /** τ_ik of the i-th row of the last call. */
  public double posterior(int i, int k) {
    return posteriors[k][i];
  }

  /** The component of the largest posterior, the first of equals, of the i-th row. */
  public int mostProbable(int i) {
    int best = 0;
    for (int k = 1; k < logWeights.length; k++) {
      if (posteriors[k][i] > posteriors[best][i]) {
        best = k;
      }
    }
    return best;
  }

  /** The mixture. */
  public Mixture mixture() {
    return mixture;
  }
}
