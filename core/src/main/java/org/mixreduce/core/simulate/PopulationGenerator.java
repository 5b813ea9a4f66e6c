package org.mixreduce.core.simulate;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Draws Gaussian populations whose largest pairwise overlap is a stated number, after Maitra and
 * Melnykov (2010, section 2.2): means uniform in the unit cube, covariances of Wishart kind with
 * bounded eccentricity, and one factor for all covariances, found by bisection, that brings the
 * largest overlap to where it was asked to be. A draw that no factor brings there is drawn anew.
 */
public final class PopulationGenerator {

  /** How far the largest overlap may be from the one asked for, relative to it. */
  private static final double TOLERANCE = 1e-6;

  /** Draws before giving up; one in two reaches an overlap of 0.1 with ten components. */
  private static final int DRAWS = 200;

  private final Settings settings;

  /**
   * What is drawn.
   *
   * @param components K ≥ 1
   * @param variables d ≥ 1
   * @param maximumOverlap the largest ω_ij, in (0, 1); without meaning for K = 1
   * @param weights how the weights come about
   * @param minimumWeight the least weight, at most 1 / K; for unequal weights
   * @param maximumEccentricity of every covariance, √(1 − λ_min / λ_max), in [0, 1)
   */
  public record Settings(
      int components,
      int variables,
      double maximumOverlap,
      WeightLaw weights,
      double minimumWeight,
      double maximumEccentricity) {

    /** Unequal weights of at least a quarter of 1 / K, eccentricity up to 0.9. */
    public static Settings of(int components, int variables, double maximumOverlap) {
      double least = 0.25 / components;
      return new Settings(components, variables, maximumOverlap, WeightLaw.DIRICHLET, least, 0.9);
    }

    /** With other weights. */
    public Settings withWeights(WeightLaw law, double minimum) {
      return new Settings(components, variables, maximumOverlap, law, minimum, maximumEccentricity);
    }

    /** Checks the numbers. */
    public Settings {
      if (components < 1 || variables < 1) {
        throw new IllegalArgumentException(
            components + " components in " + variables + " variables: both must be at least 1");
      }
      if (!(maximumOverlap > 0 && maximumOverlap < 1)) {
        throw new IllegalArgumentException(
            "overlap " + maximumOverlap + ": must be between 0 and 1");
      }
      if (!(minimumWeight >= 0 && minimumWeight * components <= 1)) {
        throw new IllegalArgumentException(
            "smallest weight " + minimumWeight + ": must be from 0 to 1 / " + components);
      }
      if (!(maximumEccentricity >= 0 && maximumEccentricity < 1)) {
        throw new IllegalArgumentException(
            "eccentricity " + maximumEccentricity + ": must be at least 0 and below 1");
      }
    }
  }

  /** A generator of such populations. */
  public PopulationGenerator(Settings settings) {
    this.settings = settings;
  }

  /**
   * The next population.
   *
   * @throws IllegalArgumentException if no draw reaches the overlap
   */
  public GaussianPopulation next(RandomGenerator random) {
    for (int draw = 0; draw < DRAWS; draw++) {
      GaussianPopulation population = draw(random);
      if (settings.components() == 1) {
        return population;
      }
      PairwiseOverlap overlap = new PairwiseOverlap(population);
      if (overlap.maximum(Double.POSITIVE_INFINITY) > settings.maximumOverlap()) {
        return population.withCovariancesTimes(factor(overlap));
      }
    }
    throw new IllegalArgumentException(
        "no population of "
            + settings.components()
            + " components in "
            + settings.variables()
            + " variables with a largest overlap of "
            + settings.maximumOverlap()
            + " in "
            + DRAWS
            + " draws: ask for less overlap, or more components in fewer variables");
  }

  /**
   * The factor that gives the overlap: brackets by doubling, then bisects the logarithm. The
   * overlap need not grow with the factor everywhere, but it is continuous, below the asked one at
   * 0 and above it at infinity.
   */
  private double factor(PairwiseOverlap overlap) {
    double asked = settings.maximumOverlap();
    double low = 1;
    while (overlap.maximum(low) > asked) {
      low /= 2;
    }
    double high = low;
    while (overlap.maximum(high) <= asked) {
      high *= 2;
    }
    while (true) {
      double middle = Math.sqrt(low * high);
      double value = overlap.maximum(middle);
      if (Math.abs(value - asked) <= TOLERANCE * asked || middle <= low || middle >= high) {
        return middle;
      }
      if (value > asked) {
        high = middle;
      } else {
        low = middle;
      }
    }
  }

  private GaussianPopulation draw(RandomGenerator random) {
    int k = settings.components();
    int d = settings.variables();
    double[] weights = settings.weights().draw(k, settings.minimumWeight(), random);
    double[][] means = new double[k][d];
    double[][][] covariances = new double[k][][];
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < d; j++) {
        means[c][j] = random.nextDouble();
      }
      covariances[c] = covariance(d, random);
    }
    return GaussianPopulation.of(weights, means, covariances);
  }

  /** G Gᵀ with d × (d + 1) standard normal G, its eigenvalues drawn together as far as needed. */
  private double[][] covariance(int d, RandomGenerator random) {
    double[][] g = new double[d][d + 1];
    for (double[] row : g) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextGaussian();
      }
    }
    RealMatrix factor = new Array2DRowRealMatrix(g, false);
    EigenDecomposition eigen = new EigenDecomposition(factor.multiply(factor.transpose()));
    double[] values = bounded(eigen.getRealEigenvalues());
    RealMatrix vectors = eigen.getV();
    return vectors
        .multiply(MatrixUtils.createRealDiagonalMatrix(values))
        .multiply(vectors.transpose())
        .getData();
  }

  /** Eigenvalues with λ_min / λ_max ≥ 1 − e²: those below the largest move up in proportion. */
  private double[] bounded(double[] values) {
    double largest = values[0];
    double smallest = values[0];
    for (double value : values) {
      largest = Math.max(largest, value);
      smallest = Math.min(smallest, value);
    }
    double eccentricity = settings.maximumEccentricity();
    double least = largest * (1 - eccentricity * eccentricity);
    if (smallest >= least) {
      return values;
    }
    double[] moved = new double[values.length];
    for (int l = 0; l < values.length; l++) {
      moved[l] = largest - (largest - values[l]) * (largest - least) / (largest - smallest);
    }
    return moved;
  }
}
