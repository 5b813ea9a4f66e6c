package org.mixreduce.core.family.gaussian;

import java.util.Arrays;
import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.DensityKernel;

/** log N(x; μ, diag σ²) = −½ [d log 2π + Σ_j log σ_j² + Σ_j (x_j − μ_j)² / σ_j²]. */
final class DiagonalDensityKernel implements DensityKernel {

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final List<GaussianComponent> components;
  private final double[] precision;

  DiagonalDensityKernel(List<GaussianComponent> components) {
    this.components = components;
    this.precision = new double[components.get(0).dimension()];
  }

  @Override
  public void logDensities(RowBlock rows, int from, int count, double[] out, int stride) {
    for (int k = 0; k < components.size(); k++) {
      GaussianComponent component = components.get(k);
      double[] mean = component.meanShared();
      for (int j = 0; j < precision.length; j++) {
        precision[j] = -0.5 / component.covariance().values()[j];
      }
      double constant = -0.5 * (mean.length * LOG_TWO_PI + component.covariance().logDeterminant());
      int at = k * stride;
      Arrays.fill(out, at, at + count, constant);
      for (int j = 0; j < mean.length; j++) {
        addSquares(rows.columns(), j * rows.rows() + from, count, mean[j], precision[j], out, at);
      }
    }
  }

  private static void addSquares(
      double[] x, int from, int count, double mean, double factor, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      double delta = x[from + i] - mean;
      out[at + i] += factor * delta * delta;
    }
  }
}
