package org.mixreduce.core.family.gaussian;

import org.mixreduce.core.data.Moments;
import org.mixreduce.core.family.ComponentStatistics;

/**
 * Weight n = Σ s_i, mean m = Σ s_i x_i / n and scatter C = Σ s_i (x_i − m)(x_i − m)ᵀ of rows with
 * shares s_i, the scatter in the shape's {@link ScatterForm}. Merged by the pairwise formula of
 * Chan, Golub and LeVeque (1983), so sums stay centred. Immutable: arrays are never written.
 */
record GaussianStatistics(double weight, double[] mean, double[] scatter, ScatterForm form)
    implements ComponentStatistics {

  @Override
  public GaussianStatistics plus(ComponentStatistics otherStatistics) {
    GaussianStatistics other = (GaussianStatistics) otherStatistics;
    if (other.mean.length != mean.length || other.form != form) {
      throw new IllegalArgumentException(
          "statistics in "
              + mean.length
              + " variables ("
              + form
              + ") and in "
              + other.mean.length
              + " ("
              + other.form
              + ") do not add");
    }
    if (other.weight == 0) {
      return this;
    }
    if (weight == 0) {
      return other;
    }
    double total = weight + other.weight;
    double share = other.weight / total;
    double[] delta = new double[mean.length];
    double[] merged = new double[mean.length];
    for (int j = 0; j < mean.length; j++) {
      delta[j] = other.mean[j] - mean[j];
      merged[j] = mean[j] + delta[j] * share;
    }
    double[] sum = scatter.clone();
    for (int j = 0; j < sum.length; j++) {
      sum[j] += other.scatter[j];
    }
    form.addOuter(sum, weight * share, delta);
    return new GaussianStatistics(total, merged, sum, form);
  }

  @Override
  public GaussianStatistics times(double factor) {
    double[] scaled = scatter.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return new GaussianStatistics(weight * factor, mean, scaled, form);
  }

  /** n, n δ and C + n δ δᵀ, with δ the standardised distance of the mean from the global one. */
  @Override
  public double[] coordinates(Moments global) {
    int d = mean.length;
    double[] deviations = new double[d];
    double[] delta = new double[d];
    double[] origin = global.mean();
    for (int j = 0; j < d; j++) {
      deviations[j] = Math.sqrt(global.covariance(j, j));
      delta[j] = (mean[j] - origin[j]) / deviations[j];
    }
    double[] products = scatter.clone();
    form.divideByOuter(products, deviations);
    form.addOuter(products, weight, delta);
    double[] coordinates = new double[1 + d + products.length];
    coordinates[0] = weight;
    for (int j = 0; j < d; j++) {
      coordinates[1 + j] = weight * delta[j];
    }
    System.arraycopy(products, 0, coordinates, 1 + d, products.length);
    return coordinates;
  }
}
