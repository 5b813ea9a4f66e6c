package org.mixreduce.core.data;

import java.util.Arrays;
import org.mixreduce.core.linear.PackedCholesky;

/**
 * Weight, mean and centred scatter of rows: n = Σ w_i, m = Σ w_i x_i / n, and C = Σ w_i (x_i − m)
 * (x_i − m)ᵀ, packed.
 *
 * <p>Mergeable: {@code a.plus(b)} holds the moments of the union, in any order and grouping, to
 * rounding (relative 1e-12 on well-scaled data). Sums are centred throughout, by the pairwise
 * formula of Chan, Golub and LeVeque (1983, doi:10.1080/00031305.1983.10483115), so a large common
 * offset costs no digits. Immutable.
 */
public final class Moments {

  private static final double ALIKE = 1e-9;

  private final double weight;
  private final double[] mean;
  private final double[] scatter;

  private Moments(double weight, double[] mean, double[] scatter) {
    this.weight = weight;
    this.mean = mean;
    this.scatter = scatter;
  }

  /** The moments of no rows in d variables: the neutral element of {@link #plus}. */
  public static Moments empty(int dimension) {
    return new Moments(0, new double[dimension], new double[PackedCholesky.length(dimension)]);
  }

  /** From n, m (d numbers) and C (d(d+1)/2 numbers, packed); copies both. */
  public static Moments of(double weight, double[] mean, double[] scatter) {
    if (scatter.length != PackedCholesky.length(mean.length)) {
      throw new IllegalArgumentException(
          "scatter in "
              + mean.length
              + " variables needs "
              + PackedCholesky.length(mean.length)
              + " numbers, not "
              + scatter.length);
    }
    return new Moments(weight, mean.clone(), scatter.clone());
  }

  /** The moments of a block, in two passes over its columns. */
  public static Moments of(RowBlock block) {
    int d = block.dimension();
    int n = block.rows();
    double[] mean = new double[d];
    double[] scatter = new double[PackedCholesky.length(d)];
    double total = block.totalWeight();
    if (total == 0) {
      return empty(d);
    }
    double[] w = block.weights();
    double[] x = block.columns();
    for (int j = 0; j < d; j++) {
      // The first value as origin keeps the digits of columns with a large common offset.
      double origin = x[j * n];
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += w[i] * (x[j * n + i] - origin);
      }
      mean[j] = origin + sum / total;
    }
    for (int j = 0; j < d; j++) {
      for (int l = 0; l <= j; l++) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += w[i] * (x[j * n + i] - mean[j]) * (x[l * n + i] - mean[l]);
        }
        scatter[PackedCholesky.index(j, l)] = sum;
      }
    }
    return new Moments(total, mean, scatter);
  }

  /** The moments of both sets of rows together. */
  public Moments plus(Moments other) {
    if (other.weight == 0) {
      return this;
    }
    if (weight == 0) {
      return other;
    }
    int d = mean.length;
    double total = weight + other.weight;
    double share = other.weight / total;
    double[] delta = new double[d];
    double[] merged = new double[d];
    for (int j = 0; j < d; j++) {
      delta[j] = other.mean[j] - mean[j];
      merged[j] = mean[j] + delta[j] * share;
    }
    double[] sum = new double[scatter.length];
    double factor = weight * share;
    for (int j = 0; j < d; j++) {
      for (int l = 0; l <= j; l++) {
        int at = PackedCholesky.index(j, l);
        sum[at] = scatter[at] + other.scatter[at] + factor * delta[j] * delta[l];
      }
    }
    return new Moments(total, merged, sum);
  }

  /** n. */
  public double weight() {
    return weight;
  }

  /** d. */
  public int dimension() {
    return mean.length;
  }

  /** m, a copy. */
  public double[] mean() {
    return mean.clone();
  }

  /** C, packed, a copy. */
  public double[] scatter() {
    return scatter.clone();
  }

  /** The covariance C / n of one pair of variables. */
  public double covariance(int j, int l) {
    int at = j >= l ? PackedCholesky.index(j, l) : PackedCholesky.index(l, j);
    return scatter[at] / weight;
  }

  /** The covariance matrix C / n, packed. */
  public double[] covariance() {
    double[] s = scatter.clone();
    for (int i = 0; i < s.length; i++) {
      s[i] /= weight;
    }
    return s;
  }

  /**
   * Whether these can be the moments of the same rows, added up in another order and grouping: n
   * alike to 1e-9, means to ε_j = 1e-9 s_j and a thousand units in the last place, covariances to
   * s_j ε_l + s_l ε_j, with s the standard deviations. That is more than rounding leaves of 10,000
   * parts, and less than one row of a hundred million moves that lies s away.
   */
  public boolean agrees(Moments other) {
    if (dimension() != other.dimension()
        || Math.abs(weight - other.weight) > ALIKE * Math.abs(weight)) {
      return false;
    }
    double[] deviations = new double[mean.length];
    double[] tolerances = new double[mean.length];
    for (int j = 0; j < mean.length; j++) {
      deviations[j] = Math.sqrt(covariance(j, j));
      tolerances[j] = ALIKE * deviations[j] + 1000 * Math.ulp(mean[j]);
      if (Math.abs(mean[j] - other.mean[j]) > tolerances[j]) {
        return false;
      }
      for (int l = 0; l <= j; l++) {
        double tolerance = deviations[j] * tolerances[l] + deviations[l] * tolerances[j];
        if (Math.abs(covariance(j, l) - other.covariance(j, l)) > tolerance) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Moments that
        && weight == that.weight
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(scatter, that.scatter);
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(weight) + Arrays.hashCode(mean);
  }
}
