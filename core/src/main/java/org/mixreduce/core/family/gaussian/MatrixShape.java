package org.mixreduce.core.family.gaussian;

import java.util.List;

/**
 * Shapes whose covariance is the scatter itself: Σ_k = C_k / n_k, diagonal (EEI, VVI) or full (EEE,
 * VVV), of each component or of all together.
 */
record MatrixShape(String name, ScatterForm form, Pooling pooling) implements CovarianceShape {

  @Override
  public boolean spherical() {
    return false;
  }

  @Override
  public long freeParameters(int components, int dimension) {
    return (long) pooling.distinct(components) * form.length(dimension);
  }

  @Override
  public List<Covariance> maximise(List<GaussianStatistics> statistics) {
    return pooling.apply(statistics, this::single);
  }

  private Covariance single(GaussianStatistics statistics) {
    double[] values = statistics.scatter().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] /= statistics.weight();
    }
    return Covariance.of(form, values, statistics.mean().length);
  }
}
