package org.mixreduce.core.simulate;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.junit.Test;

public class PopulationGeneratorTest {

  private static final NormalDistribution NORMAL = new NormalDistribution();

  @Test
  public void quadraticFormsAgainstClosedForms() {
    for (int d : new int[] {1, 2, 5, 50}) {
      double[] ones = new double[d];
      java.util.Arrays.fill(ones, 0.7);
      QuadraticFormDistribution form = QuadraticFormDistribution.of(ones, new double[d]);
      ChiSquaredDistribution chiSquared = new ChiSquaredDistribution(null, d);
      for (double x : new double[] {0.01, 0.3, 1, 7, 40}) {
        // Commons Math's own incomplete gamma function is good to about 1e-10 here.
        assertEquals(
            chiSquared.cumulativeProbability(x / 0.7), form.cumulativeProbability(x), 1e-9);
      }
    }
    QuadraticFormDistribution normal =
        QuadraticFormDistribution.of(new double[2], new double[] {3, 4});
    assertEquals(NORMAL.cumulativeProbability(0.4), normal.cumulativeProbability(2), 1e-12);
  }

  @Test
  public void equalCovariancesHaveTheNormalOverlap() {
    double[][] sigma = {{2, 0.5}, {0.5, 1}};
    double[] weights = {0.3, 0.7};
    GaussianPopulation population =
        GaussianPopulation.of(
            weights, new double[][] {{0, 0}, {2, 1}}, new double[][][] {sigma, sigma});
    // Mahalanobis distance² with Σ⁻¹ = [1, −0.5; −0.5, 2] / 1.75.
    double distance = Math.sqrt((4 - 2 + 2) / 1.75);
    double shift = Math.log(weights[0] / weights[1]) / distance;
    double expected =
        NORMAL.cumulativeProbability(-distance / 2 - shift)
            + NORMAL.cumulativeProbability(-distance / 2 + shift);
    assertEquals(expected, new PairwiseOverlap(population).of(0, 1), 1e-9);
  }

  @Test
  public void oneVariableHasTheOverlapBetweenTheRoots() {
    double[] weights = {0.6, 0.4};
    double s1 = 1;
    double s2 = 2.5;
    GaussianPopulation population =
        GaussianPopulation.of(
            weights, new double[][] {{0}, {3}}, new double[][][] {{{s1 * s1}}, {{s2 * s2}}});
    // π₁ φ₁ > π₂ φ₂ between the roots of a x² + b x + c.
    double a = 1 / (s1 * s1) - 1 / (s2 * s2);
    double b = 2 * 3 / (s2 * s2);
    double c = -9 / (s2 * s2) - 2 * Math.log(weights[0] / weights[1] * s2 / s1);
    double root = Math.sqrt(b * b - 4 * a * c);
    double low = (-b - root) / (2 * a);
    double high = (-b + root) / (2 * a);
    double firstTaken =
        1 - NORMAL.cumulativeProbability(high / s1) + NORMAL.cumulativeProbability(low / s1);
    double secondTaken =
        NORMAL.cumulativeProbability((high - 3) / s2)
            - NORMAL.cumulativeProbability((low - 3) / s2);
    assertEquals(firstTaken + secondTaken, new PairwiseOverlap(population).of(0, 1), 1e-9);
  }

  @Test
  public void populationsHaveTheOverlapThatWasAskedFor() {
    check(5, 10, 0.1, 1);
    check(10, 10, 0.05, 2);
    check(3, 2, 0.01, 3);
    check(8, 1, 0.05, 4);
    check(4, 50, 0.001, 5);
  }

  /** Against drawing rows of the most confusable pair. */
  private static void check(int k, int d, double overlap, long seed) {
    RandomGenerator random = new Well19937c(seed);
    PopulationGenerator generator =
        new PopulationGenerator(PopulationGenerator.Settings.of(k, d, overlap));
    GaussianPopulation population = generator.next(random);
    PairwiseOverlap pairs = new PairwiseOverlap(population);
    assertEquals(overlap, pairs.maximum(), 2e-6 * overlap);
    int first = 0;
    int second = 1;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < i; j++) {
        if (pairs.of(i, j) > pairs.of(first, second)) {
          first = i;
          second = j;
        }
      }
    }
    int draws = 40_000;
    double estimate =
        misclassified(population, first, second, draws, random)
            + misclassified(population, second, first, draws, random);
    double error = Math.sqrt(overlap / draws);
    assertEquals(overlap, estimate, 4 * error);
  }

  private static double misclassified(
      GaussianPopulation population, int from, int to, int draws, RandomGenerator random) {
    int d = population.variables();
    double[][] factor = population.choleskyFactor(from);
    double[] mean = population.mean(from);
    int taken = 0;
    for (int i = 0; i < draws; i++) {
      double[] x = mean.clone();
      double[] z = new double[d];
      for (int j = 0; j < d; j++) {
        z[j] = random.nextGaussian();
        for (int l = 0; l <= j; l++) {
          x[j] += factor[j][l] * z[l];
        }
      }
      if (logDensity(population, from, x) < logDensity(population, to, x)) {
        taken++;
      }
    }
    return (double) taken / draws;
  }

  /** log π φ up to a constant, by forward substitution. */
  private static double logDensity(GaussianPopulation population, int k, double[] x) {
    double[][] factor = population.choleskyFactor(k);
    double[] mean = population.mean(k);
    double sum = Math.log(population.weight(k));
    double[] z = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      z[j] = x[j] - mean[j];
      for (int l = 0; l < j; l++) {
        z[j] -= factor[j][l] * z[l];
      }
      z[j] /= factor[j][j];
      sum -= 0.5 * z[j] * z[j] + Math.log(factor[j][j]);
    }
    return sum;
  }

  @Test
  public void theSameSeedGivesTheSamePopulation() {
    PopulationGenerator generator =
        new PopulationGenerator(PopulationGenerator.Settings.of(3, 2, 0.05));
    GaussianPopulation a = generator.next(new Well19937c(6));
    GaussianPopulation b = generator.next(new Well19937c(6));
    assertArrayEquals(a.weights(), b.weights(), 0);
    assertArrayEquals(a.covariance(2)[1], b.covariance(2)[1], 0);
  }

  @Test
  public void weightsKeepTheirLeastAndOneComponentHasNoOverlap() {
    PopulationGenerator.Settings settings = PopulationGenerator.Settings.of(4, 2, 0.05);
    for (double weight : new PopulationGenerator(settings).next(new Well19937c(7)).weights()) {
      assertTrue(weight >= 0.0625);
    }
    GaussianPopulation equal =
        new PopulationGenerator(settings.withWeights(WeightLaw.EQUAL, 0)).next(new Well19937c(8));
    assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, equal.weights(), 0);
    GaussianPopulation one =
        new PopulationGenerator(PopulationGenerator.Settings.of(1, 3, 0.5)).next(new Well19937c(9));
    assertEquals(0, new PairwiseOverlap(one).maximum(), 0);
  }

  @Test
  public void whatCannotBeIsSaid() {
    for (double overlap : new double[] {0, 1, -1, Double.NaN}) {
      try {
        PopulationGenerator.Settings.of(2, 2, overlap);
        fail("overlap " + overlap);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage(), e.getMessage().contains("overlap " + overlap));
      }
    }
  }
}
