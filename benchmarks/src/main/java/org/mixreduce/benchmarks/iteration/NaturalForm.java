package org.mixreduce.benchmarks.iteration;

import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.model.Mixture;

/**
 * Gaussians as an exponential family: log π + log N(x; μ, Σ) = T(x)ᵀ η with T(x) = (1, x, second
 * powers). For full covariances the second powers are x_j x_l, l ≤ j, row by row; for diagonal ones
 * x_j². With P = Σ⁻¹, η = (log π − ½ [d log 2π + log |Σ| + μᵀPμ], Pμ, −½ P_jj and −P_jl).
 */
final class NaturalForm {

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final int d;
  private final boolean full;

  /** For d variables; full covariances or diagonal ones. */
  NaturalForm(int d, String shape) {
    this.d = d;
    this.full = shape.equals("VVV");
  }

  /** p, the length of T(x). */
  int terms() {
    return 1 + d + (full ? PackedCholesky.length(d) : d);
  }

  /** T of count rows, as columns of {@code stride} numbers. */
  void expand(RowBlock rows, int from, int count, double[] t, int stride) {
    double[] x = rows.columns();
    int n = rows.rows();
    java.util.Arrays.fill(t, 0, count, 1);
    for (int j = 0; j < d; j++) {
      System.arraycopy(x, j * n + from, t, (1 + j) * stride, count);
    }
    int at = (1 + d) * stride;
    for (int j = 0; j < d; j++) {
      for (int l = full ? 0 : j; l <= j; l++, at += stride) {
        multiply(x, j * n + from, l * n + from, count, t, at);
      }
    }
  }

  private static void multiply(double[] x, int a, int b, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = x[a + i] * x[b + i];
    }
  }

  /** The η of all components of all models, one column of p numbers each. */
  double[] natural(List<Mixture> models) {
    int columns = models.stream().mapToInt(Mixture::size).sum();
    double[] eta = new double[terms() * columns];
    int at = 0;
    for (Mixture model : models) {
      for (int k = 0; k < model.size(); k++, at += terms()) {
        List<NamedArray> parameters = model.family().write(model.component(k));
        double[] mean = NamedArray.find(parameters, "mean");
        double[] covariance = NamedArray.find(parameters, "covariance");
        put(Math.log(model.weight(k)), mean, covariance, eta, at);
      }
    }
    return eta;
  }

  /**
   * The M-step of one component: from Σ_i τ_i T(x_i), at {@code at}, to its η, in the same place of
   * {@code eta}.
   */
  void maximise(double[] sums, double[] eta, int at, double rows, Penalty penalty) {
    double weight = sums[at];
    double lambda = penalty.lambda();
    double[] global = penalty.global().covariance();
    double[] mean = new double[d];
    for (int j = 0; j < d; j++) {
      mean[j] = sums[at + 1 + j] / weight;
    }
    double[] covariance = new double[terms() - 1 - d];
    int place = 0;
    for (int j = 0; j < d; j++) {
      for (int l = full ? 0 : j; l <= j; l++, place++) {
        double scatter = sums[at + 1 + d + place] - weight * mean[j] * mean[l];
        covariance[place] =
            (scatter + 2 * lambda * global[PackedCholesky.index(j, l)]) / (weight + 2 * lambda);
      }
    }
    put(Math.log(weight / rows), mean, covariance, eta, at);
  }

  private void put(double logWeight, double[] mean, double[] covariance, double[] eta, int at) {
    double logDeterminant = full ? PackedInverse.invert(covariance, d) : invert(covariance);
    double quadratic = 0;
    for (int j = 0; j < d; j++) {
      double sum = 0;
      for (int l = 0; l < d; l++) {
        sum += precision(covariance, j, l) * mean[l];
      }
      eta[at + 1 + j] = sum;
      quadratic += sum * mean[j];
    }
    int place = at + 1 + d;
    for (int j = 0; j < d; j++) {
      for (int l = full ? 0 : j; l <= j; l++) {
        eta[place++] = (j == l ? -0.5 : -1) * precision(covariance, j, l);
      }
    }
    eta[at] = logWeight - 0.5 * (d * LOG_TWO_PI + logDeterminant + quadratic);
  }

  private double precision(double[] values, int j, int l) {
    if (full) {
      return values[PackedCholesky.index(Math.max(j, l), Math.min(j, l))];
    }
    return j == l ? values[j] : 0;
  }

  private static double invert(double[] variances) {
    double logDeterminant = 0;
    for (int j = 0; j < variances.length; j++) {
      logDeterminant += Math.log(variances[j]);
      variances[j] = 1 / variances[j];
    }
    return logDeterminant;
  }
}
