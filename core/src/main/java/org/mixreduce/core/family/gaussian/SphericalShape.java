package org.mixreduce.core.family.gaussian;

import java.util.Arrays;
import java.util.List;

/** Σ_k = σ² I (EII) or σ_k² I (VII): σ_k² = tr(C_k) / (n_k d). */
record SphericalShape(String name, Pooling pooling) implements CovarianceShape {

  @Override
  public ScatterForm form() {
    return ScatterForm.DIAGONAL;
  }

  @Override
  public boolean spherical() {
    return true;
  }

  @Override
  public long freeParameters(int components, int dimension) {
    return pooling.distinct(components);
  }

  @Override
  public List<Covariance> maximise(List<GaussianStatistics> statistics) {
    return pooling.apply(statistics, SphericalShape::single);
  }

  private static Covariance single(GaussianStatistics statistics) {
    double trace = 0;
    for (double square : statistics.scatter()) {
      trace += square;
    }
    int dimension = statistics.scatter().length;
    double[] variances = new double[dimension];
    Arrays.fill(variances, trace / (statistics.weight() * dimension));
    return Covariance.Diagonal.of(variances);
  }
}
