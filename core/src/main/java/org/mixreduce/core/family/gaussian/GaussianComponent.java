package org.mixreduce.core.family.gaussian;

import org.mixreduce.core.family.Component;
import org.mixreduce.core.linear.PackedCholesky;

/** N(μ, Σ). Immutable. */
public final class GaussianComponent implements Component {

  private final double[] mean;
  private final Covariance covariance;

  GaussianComponent(double[] mean, Covariance covariance) {
    this.mean = mean;
    this.covariance = covariance;
  }

  @Override
  public int dimension() {
    return mean.length;
  }

  @Override
  public double[] mean() {
    return mean.clone();
  }

  /** μ itself, not to be written. */
  double[] meanShared() {
    return mean;
  }

  Covariance covariance() {
    return covariance;
  }

  /** One element of Σ. */
  public double covariance(int j, int l) {
    if (covariance.form() == ScatterForm.DIAGONAL) {
      return j == l ? covariance.values()[j] : 0;
    }
    return covariance.values()[j >= l ? PackedCholesky.index(j, l) : PackedCholesky.index(l, j)];
  }

  @Override
  public double[] standardDeviations() {
    double[] deviations = new double[mean.length];
    for (int j = 0; j < mean.length; j++) {
      deviations[j] = Math.sqrt(covariance(j, j));
    }
    return deviations;
  }
}
