package org.mixreduce.core.family.gaussian;

import java.util.List;
import org.mixreduce.core.data.RowTile;
import org.mixreduce.core.family.DensityKernel;

/**
 * log N(x; μ, diag σ²) = −½ [d log 2π + Σ_j log σ_j² + Σ_j ((x_j − o_j) / σ_j − (μ_j − o_j) /
 * σ_j)²], o the origin.
 */
final class DiagonalDensityKernel implements DensityKernel {

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final List<GaussianComponent> components;
  private final double[][] scale;
  private final double[][] shift;
  private double[] origin;

  DiagonalDensityKernel(List<GaussianComponent> components) {
    this.components = components;
    int d = components.get(0).dimension();
    this.scale = new double[components.size()][d];
    this.shift = new double[components.size()][d];
    for (int k = 0; k < scale.length; k++) {
      for (int j = 0; j < d; j++) {
        scale[k][j] = 1 / Math.sqrt(components.get(k).covariance().values()[j]);
      }
    }
  }

  @Override
  public void logDensities(RowTile tile, double[][] out) {
    prepare(tile);
    int rows = tile.paddedRows();
    tile.loops().diagonalForms(tile.values(), rows, scale, shift, out);
    for (int k = 0; k < components.size(); k++) {
      double logDeterminant = components.get(k).covariance().logDeterminant();
      double constant = -0.5 * (tile.dimension() * LOG_TWO_PI + logDeterminant);
      FullDensityKernel.logDensity(out[k], constant, rows, out[k]);
    }
  }

  private void prepare(RowTile tile) {
    if (tile.origin() == origin) {
      return;
    }
    origin = tile.origin();
    for (int k = 0; k < shift.length; k++) {
      double[] mean = components.get(k).meanShared();
      for (int j = 0; j < mean.length; j++) {
        shift[k][j] = -scale[k][j] * (mean[j] - origin[j]);
      }
    }
  }
}
