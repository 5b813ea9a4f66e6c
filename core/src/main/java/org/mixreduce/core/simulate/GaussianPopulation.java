package org.mixreduce.core.simulate;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A mixture of K Gaussian components in d variables, Σ_k π_k N(μ_k, Σ_k), as numbers.
 *
 * <p>Immutable: arrays are copied in and out. Weights are positive and add up to one to within
 * 1e-9; covariances are symmetric to within 1e-9 of their largest variance, and positive definite.
 */
public final class GaussianPopulation {

  private static final double TOLERANCE = 1e-9;

  private final double[] weights;
  private final double[][] means;
  private final double[][][] covariances;
  private final RealMatrix[] factors;

  private GaussianPopulation(double[] weights, double[][] means, double[][][] covariances) {
    this.weights = weights;
    this.means = means;
    this.covariances = covariances;
    this.factors = new RealMatrix[weights.length];
    for (int k = 0; k < weights.length; k++) {
      factors[k] = factor(covariances[k], k);
    }
  }

  /**
   * The population with these parameters.
   *
   * @param weights π: K
   * @param means μ: K × d
   * @param covariances Σ: K × d × d
   * @throws IllegalArgumentException if the shapes disagree, a number is not finite, the weights
   *     are no distribution, or a covariance is not symmetric and positive definite
   */
  public static GaussianPopulation of(
      double[] weights, double[][] means, double[][][] covariances) {
    if (weights.length == 0 || means.length != weights.length) {
      throw new IllegalArgumentException(
          weights.length + " weights and " + means.length + " means: expected one of each, K >= 1");
    }
    if (covariances.length != weights.length) {
      throw new IllegalArgumentException(
          weights.length + " weights but " + covariances.length + " covariances");
    }
    checkWeights(weights);
    int d = means[0].length;
    double[][] mu = new double[weights.length][];
    double[][][] sigma = new double[weights.length][][];
    for (int k = 0; k < weights.length; k++) {
      mu[k] = row(means[k], d, "mean of component " + k);
      sigma[k] = symmetric(covariances[k], d, k);
    }
    return new GaussianPopulation(weights.clone(), mu, sigma);
  }

  /** K, the number of components. */
  public int components() {
    return weights.length;
  }

  /** d, the number of variables. */
  public int variables() {
    return means[0].length;
  }

  /** π: K. */
  public double[] weights() {
    return weights.clone();
  }

  /** μ: K × d. */
  public double[][] means() {
    return copy(means);
  }

  /** Σ: K × d × d. */
  public double[][][] covariances() {
    double[][][] copies = new double[covariances.length][][];
    for (int k = 0; k < copies.length; k++) {
      copies[k] = copy(covariances[k]);
    }
    return copies;
  }

  /** π_k. */
  public double weight(int k) {
    return weights[k];
  }

  /** μ_k: d. */
  public double[] mean(int k) {
    return means[k].clone();
  }

  /** Σ_k: d × d. */
  public double[][] covariance(int k) {
    return copy(covariances[k]);
  }

  /** L_k, lower triangular with L_k L_kᵀ = Σ_k: d × d. For a draw: μ_k + L_k z, z standard. */
  public double[][] choleskyFactor(int k) {
    return factors[k].getData();
  }

  /** The same weights and means, every covariance times c &gt; 0. */
  GaussianPopulation withCovariancesTimes(double c) {
    double[][][] scaled = covariances();
    for (double[][] covariance : scaled) {
      for (double[] row : covariance) {
        for (int j = 0; j < row.length; j++) {
          row[j] *= c;
        }
      }
    }
    return new GaussianPopulation(weights, means, scaled);
  }

  private static void checkWeights(double[] weights) {
    double total = 0;
    for (int k = 0; k < weights.length; k++) {
      if (!(weights[k] > 0)) {
        throw new IllegalArgumentException(
            "weight of component " + k + " is " + weights[k] + ", expected > 0");
      }
      total += weights[k];
    }
    if (!(Math.abs(total - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException("weights add up to " + total + ", expected 1");
    }
  }

  private static double[] row(double[] values, int d, String what) {
    if (d == 0 || values.length != d) {
      throw new IllegalArgumentException(
          what + " has " + values.length + " values, expected d = " + d + " >= 1");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(what + " has the value " + value);
      }
    }
    return values.clone();
  }

  private static double[][] symmetric(double[][] values, int d, int k) {
    String what = "covariance of component " + k;
    if (values.length != d) {
      throw new IllegalArgumentException(
          what + " has " + values.length + " rows, expected d = " + d);
    }
    double[][] copies = new double[d][];
    double largest = 0;
    for (int i = 0; i < d; i++) {
      copies[i] = row(values[i], d, what);
      largest = Math.max(largest, copies[i][i]);
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < i; j++) {
        if (Math.abs(copies[i][j] - copies[j][i]) > TOLERANCE * largest) {
          throw new IllegalArgumentException(
              "%s is not symmetric: [%d][%d] = %s, [%d][%d] = %s"
                  .formatted(what, i, j, copies[i][j], j, i, copies[j][i]));
        }
        double middle = 0.5 * (copies[i][j] + copies[j][i]);
        copies[i][j] = middle;
        copies[j][i] = middle;
      }
    }
    return copies;
  }

  private static RealMatrix factor(double[][] covariance, int k) {
    try {
      // Any positive pivot will do: a floor would depend on the unit of the variables.
      return new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false), 1e-15, 0)
          .getL();
    } catch (NonPositiveDefiniteMatrixException e) {
      throw new IllegalArgumentException(
          "covariance of component %d is not positive definite: pivot %d = %s"
              .formatted(k, e.getRow(), e.getArgument()),
          e);
    }
  }

  private static double[][] copy(double[][] rows) {
    double[][] copies = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copies[i] = rows[i].clone();
    }
    return copies;
  }
}
