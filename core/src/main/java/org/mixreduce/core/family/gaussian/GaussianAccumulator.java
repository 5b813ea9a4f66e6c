package org.mixreduce.core.family.gaussian;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.family.StatisticsAccumulator;
import org.mixreduce.core.linear.PackedCholesky;

/**
 * Sums Σ s, Σ s y and Σ s y yᵀ of y = x − c around fixed centres c near the rows, from which the
 * centred statistics follow without loss: m = c + Σ s y / n, C = Σ s y yᵀ − (Σ s y)(Σ s y)ᵀ / n.
 */
final class GaussianAccumulator implements StatisticsAccumulator {

  private final List<double[]> centres;
  private final ScatterForm form;
  private final int dimension;
  private final double[] weight;
  private final double[][] first;
  private final double[][] second;
  private double[][] y = new double[0][];
  private double[] sy = new double[0];

  GaussianAccumulator(List<double[]> centres, ScatterForm form) {
    this.centres = centres;
    this.form = form;
    this.dimension = centres.get(0).length;
    this.weight = new double[centres.size()];
    this.first = new double[centres.size()][dimension];
    this.second = new double[centres.size()][form.length(dimension)];
  }

  @Override
  public void add(RowBlock rows, int from, int count, double[] shares, int stride) {
    if (sy.length < count) {
      sy = new double[count];
      y = new double[dimension][count];
    }
    for (int k = 0; k < weight.length; k++) {
      int at = k * stride;
      double sum = sum(shares, at, count);
      if (sum == 0) {
        continue;
      }
      weight[k] += sum;
      for (int j = 0; j < dimension; j++) {
        centre(rows.columns(), j * rows.rows() + from, count, centres.get(k)[j], y[j]);
        weigh(y[j], shares, at, count, sy);
        first[k][j] += sum(sy, 0, count);
        addProducts(second[k], j, count);
      }
    }
  }

  private void addProducts(double[] products, int j, int count) {
    if (form == ScatterForm.DIAGONAL) {
      products[j] += dot(sy, y[j], count);
      return;
    }
    int row = PackedCholesky.index(j, 0);
    int l = 0;
    for (; l + 4 <= j + 1; l += 4) {
      addFourDots(sy, y[l], y[l + 1], y[l + 2], y[l + 3], count, products, row + l);
    }
    for (; l <= j; l++) {
      products[row + l] += dot(sy, y[l], count);
    }
  }

  private static void centre(double[] x, int from, int count, double centre, double[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = x[from + i] - centre;
    }
  }

  private static void weigh(double[] y, double[] shares, int at, int count, double[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = y[i] * shares[at + i];
    }
  }

  private static double sum(double[] values, int from, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[from + i];
    }
    return sum;
  }

  /** Two sums side by side: one would wait for itself at every addition. */
  private static double dot(double[] a, double[] b, int count) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 2 <= count; i += 2) {
      even += a[i] * b[i];
      odd += a[i + 1] * b[i + 1];
    }
    if (i < count) {
      even += a[i] * b[i];
    }
    return even + odd;
  }

  private static void addFourDots(
      double[] a, double[] b, double[] c, double[] e, double[] f, int count, double[] out, int at) {
    double ab = 0;
    double ac = 0;
    double ae = 0;
    double af = 0;
    for (int i = 0; i < count; i++) {
      double value = a[i];
      ab += value * b[i];
      ac += value * c[i];
      ae += value * e[i];
      af += value * f[i];
    }
    out[at] += ab;
    out[at + 1] += ac;
    out[at + 2] += ae;
    out[at + 3] += af;
  }

  @Override
  public List<ComponentStatistics> statistics() {
    List<ComponentStatistics> statistics = new ArrayList<>(weight.length);
    for (int k = 0; k < weight.length; k++) {
      statistics.add(centred(k));
    }
    return statistics;
  }

  private GaussianStatistics centred(int k) {
    double[] mean = centres.get(k).clone();
    double[] scatter = second[k].clone();
    if (weight[k] > 0) {
      for (int j = 0; j < dimension; j++) {
        mean[j] += first[k][j] / weight[k];
      }
      form.addOuter(scatter, -1 / weight[k], first[k]);
    }
    return new GaussianStatistics(weight[k], mean, scatter, form);
  }
}
