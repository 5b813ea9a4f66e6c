package org.mixreduce.core.family.gaussian;

import java.util.List;

/**
 * A constraint on the covariances of a mixture, by mclust's three letters: volume, shape and
 * orientation, each Equal over components, Variable, or the Identity.
 */
interface CovarianceShape {

  /** The three letters. */
  String name();

  /** What the shape needs of the rows. */
  ScatterForm form();

  /** Whether the components share one covariance. */
  Pooling pooling();

  /** Whether all variables of a component have the same variance. */
  boolean spherical();

  /** Free parameters in the covariances of K components in d variables. */
  long freeParameters(int components, int dimension);

  /**
   * The K covariances under this constraint that maximise −½ Σ_k [n_k log |Σ_k| + tr(C_k Σ_k⁻¹)].
   *
   * @param statistics n_k &gt; 0 and C_k, k = 1..K, the penalty's share already in them
   * @throws org.mixreduce.core.family.DegenerateComponentException if one is not positive definite
   */
  List<Covariance> maximise(List<GaussianStatistics> statistics);
}
