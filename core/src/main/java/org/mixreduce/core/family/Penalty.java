package org.mixreduce.core.family;

import org.mixreduce.core.data.Moments;

/**
 * The strength of the penalty on a fit and the spread of all rows that it measures against.
 *
 * <p>For Gaussians the penalty adds −λ Σ_k [tr(S Σ_k⁻¹) + log |Σ_k|] to the log-likelihood (Chen
 * and Tan 2009, doi:10.1016/j.jmva.2008.12.006), with S the covariance of all rows, the same in
 * every fit of a job. It rules out components that collapse, where the likelihood has no bound.
 * Other families use S as their own penalty asks.
 *
 * @param lambda λ ≥ 0; zero is plain maximum likelihood
 * @param global moments of all rows: S is their covariance, and even with λ = 0 they say which
 *     variance is no more than rounding error. Null only in {@link #NONE}.
 */
public record Penalty(double lambda, Moments global) {

  /** No penalty and no yardstick: moment matching, as in reductions. */
  public static final Penalty NONE = new Penalty(0, null);

  /** Checks λ. */
  public Penalty {
    if (!(lambda >= 0) || lambda == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("lambda must be a number ≥ 0, not " + lambda);
    }
    if (lambda > 0 && global == null) {
      throw new IllegalArgumentException("a penalty needs the moments of all rows");
    }
  }

  /**
   * λ = c / √n, with n the rows that the fit sees.
   *
   * @param multiplier c; 0 gives plain maximum likelihood
   * @param rows n &gt; 0, the total weight of the rows of the fit
   */
  public static Penalty of(double multiplier, double rows, Moments global) {
    return new Penalty(multiplier / Math.sqrt(rows), global);
  }
}
