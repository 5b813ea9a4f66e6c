package org.mixreduce.core.family.gaussian;

import java.util.Arrays;
import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.DensityKernel;
import org.mixreduce.core.linear.PackedCholesky;

/**
 * log N(x; μ, Σ) = −½ [d log 2π + log |Σ| + ‖L⁻¹ (x − μ)‖²], by forward substitution on a run of
 * rows at a time: variable j of all rows before variable j + 1 of any.
 */
final class FullDensityKernel implements DensityKernel {

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final List<GaussianComponent> components;
  private double[][] solved = new double[0][];

  FullDensityKernel(List<GaussianComponent> components) {
    this.components = components;
  }

  @Override
  public void logDensities(RowBlock rows, int from, int count, double[] out, int stride) {
    if (solved.length == 0 || solved[0].length < count) {
      solved = new double[rows.dimension()][count];
    }
    for (int k = 0; k < components.size(); k++) {
      GaussianComponent component = components.get(k);
      PackedCholesky cholesky = ((Covariance.Full) component.covariance()).cholesky();
      double[] mean = component.meanShared();
      double constant = -0.5 * (mean.length * LOG_TWO_PI + cholesky.logDeterminant());
      int at = k * stride;
      Arrays.fill(out, at, at + count, constant);
      for (int j = 0; j < mean.length; j++) {
        centre(rows.columns(), j * rows.rows() + from, count, mean[j], solved[j]);
        substitute(cholesky.factor(), j, count);
        finish(solved[j], 1 / cholesky.factor()[PackedCholesky.index(j, j)], count, out, at);
      }
    }
  }

  private static void centre(double[] x, int from, int count, double mean, double[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = x[from + i] - mean;
    }
  }

  /**
   * Subtracts Σ_{l<j} L_jl z_l, four l at a time so that z_j is loaded and stored a quarter as
   * often.
   */
  private void substitute(double[] factor, int j, int count) {
    int row = PackedCholesky.index(j, 0);
    int l = 0;
    for (; l + 4 <= j; l += 4) {
      subtractFour(
          solved[j],
          solved[l],
          solved[l + 1],
          solved[l + 2],
          solved[l + 3],
          factor,
          row + l,
          count);
    }
    for (; l < j; l++) {
      subtractOne(solved[j], solved[l], factor[row + l], count);
    }
  }

  private static void subtractFour(
      double[] z, double[] a, double[] b, double[] c, double[] e, double[] f, int at, int count) {
    double fa = f[at];
    double fb = f[at + 1];
    double fc = f[at + 2];
    double fe = f[at + 3];
    for (int i = 0; i < count; i++) {
      z[i] -= fa * a[i] + fb * b[i] + fc * c[i] + fe * e[i];
    }
  }

  private static void subtractOne(double[] z, double[] a, double factor, int count) {
    for (int i = 0; i < count; i++) {
      z[i] -= factor * a[i];
    }
  }

  private static void finish(double[] z, double inverse, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      double scaled = z[i] * inverse;
      z[i] = scaled;
      out[at + i] -= 0.5 * scaled * scaled;
    }
  }
}
