package org.mixreduce.core.family.gaussian;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.RowTile;
import org.mixreduce.core.family.DensityKernel;
import org.mixreduce.core.linear.PackedCholesky;

/**
 * log N(x; μ, Σ) = −½ [d log 2π + log |Σ| + ‖W (x − μ)‖²] with W = L⁻¹, Σ = L Lᵀ.
 *
 * <p>With x relative to an origin o, W (x − μ) = W (x − o) − W (μ − o): the second part is computed
 * once, so a row costs d(d+1)/2 multiplications. The difference loses digits in proportion to ‖μ −
 * o‖ / σ, where the expanded quadratic xᵀΣ⁻¹x − 2 μᵀΣ⁻¹x + … would lose its square.
 */
final class FullDensityKernel implements DensityKernel {

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final List<GaussianComponent> components;
  private final List<double[]> inverses = new ArrayList<>();
  private final List<double[]> shifts = new ArrayList<>();
  private double[] origin;
  private final double[][] scratch = new double[5][RowTile.ROWS];

  FullDensityKernel(List<GaussianComponent> components) {
    this.components = components;
    double[] shared = null;
    for (int k = 0; k < components.size(); k++) {
      boolean same = k > 0 && components.get(k).covariance() == components.get(k - 1).covariance();
      shared = same ? shared : cholesky(components.get(k)).inverse();
      inverses.add(shared);
    }
  }

  private static PackedCholesky cholesky(GaussianComponent component) {
    return ((Covariance.Full) component.covariance()).cholesky();
  }

  @Override
  public void logDensities(RowTile tile, double[][] out) {
    prepare(tile);
    double[][] z = {scratch[0], scratch[1], scratch[2], scratch[3]};
    double[] q = scratch[4];
    int rows = tile.paddedRows();
    for (int k = 0; k < components.size(); k++) {
      tile.loops().quadraticForm(tile.values(), rows, inverses.get(k), shifts.get(k), z, q);
      double logDeterminant = components.get(k).covariance().logDeterminant();
      logDensity(q, -0.5 * (tile.dimension() * LOG_TWO_PI + logDeterminant), rows, out[k]);
    }
  }

  private void prepare(RowTile tile) {
    if (tile.origin() == origin) {
      return;
    }
    origin = tile.origin();
    shifts.clear();
    for (int k = 0; k < components.size(); k++) {
      shifts.add(shift(components.get(k).meanShared(), inverses.get(k)));
    }
  }

  /** −W (μ − o). */
  private double[] shift(double[] mean, double[] inverse) {
    double[] shift = new double[mean.length];
    for (int j = 0; j < mean.length; j++) {
      double sum = 0;
      for (int l = 0; l <= j; l++) {
        sum -= inverse[PackedCholesky.index(j, l)] * (mean[l] - origin[l]);
      }
      shift[j] = sum;
    }
    return shift;
  }

  /** c − q / 2. */
  static void logDensity(double[] q, double constant, int rows, double[] out) {
    for (int i = 0; i < rows; i++) {
      out[i] = constant - 0.5 * q[i];
    }
  }
}
