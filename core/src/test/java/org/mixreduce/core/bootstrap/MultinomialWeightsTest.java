package org.mixreduce.core.bootstrap;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.Test;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;

/** Means, variances and covariances of N draws: N p, N p (1 − p) and −N p q. */
public class MultinomialWeightsTest {

  private static final int DRAWS = 20_000;

  private static void assertMultinomial(double[] own, long seed) {
    int n = own.length;
    double total = Arrays.stream(own).sum();
    RowBlock rows = RowBlock.ofColumns(n, 1, new double[n], own);
    MultinomialWeights weights = new MultinomialWeights(rows);
    RandomGenerator random = new Seed(seed).generator();
    double[] sums = new double[n];
    double[] squares = new double[n];
    double product = 0;
    for (int r = 0; r < DRAWS; r++) {
      double[] drawn = weights.draw(random);
      // n additions of numbers that add up to the total, and a quotient.
      assertEquals(total, Arrays.stream(drawn).sum(), 1e-15 * n * total);
      for (int i = 0; i < n; i++) {
        assertTrue(drawn[i] >= 0);
        double delta = drawn[i] - own[i];
        sums[i] += delta;
        squares[i] += delta * delta;
      }
      product += (drawn[0] - own[0]) * (drawn[1] - own[1]);
    }
    for (int i = 0; i < n; i++) {
      double p = own[i] / total;
      if (p == 0) {
        assertEquals(0, squares[i], 0);
        continue;
      }
      double variance = total * p * (1 - p);
      assertEquals("mean " + i, 0, sums[i] / DRAWS, 4 * Math.sqrt(variance / DRAWS));
      // Kurtosis of a binomial count: 3 + (1 − 6 p q) / variance. Scaling Poisson counts to their
      // sum, instead of drawing until the sum is reached, adds 1 / N.
      double kurtosis = 3 + (1 - 6 * p * (1 - p)) / variance;
      double error = variance * Math.sqrt((kurtosis - 1) / DRAWS);
      assertEquals("variance " + i, variance, squares[i] / DRAWS, 4 * error + variance / total);
    }
    double covariance = -own[0] * own[1] / total;
    double spread = Math.sqrt(own[0] * own[1] / DRAWS);
    assertEquals("covariance", covariance, product / DRAWS, 4 * spread - 2 * covariance / total);
  }

  @Test
  public void equalRowsAreDrawnOneByOne() {
    assertMultinomial(new double[] {1, 1, 1, 1, 1, 1, 1}, 11);
    assertMultinomial(new double[] {2.5, 2.5, 2.5, 2.5}, 12);
  }

  @Test
  public void equalRowsOfWeightOneGetWholeNumbers() {
    double[] ones = new double[50];
    Arrays.fill(ones, 1);
    MultinomialWeights weights =
        new MultinomialWeights(RowBlock.ofColumns(50, 1, new double[50], ones));
    for (double count : weights.draw(new Seed(13).generator())) {
      assertEquals(Math.rint(count), count, 0);
    }
  }

  @Test
  public void equalHeavyRowsVaryAsTheirCountsWould() {
    double[] own = new double[20];
    Arrays.fill(own, 50);
    assertMultinomial(own, 14);
  }

  /** 128 on average, and yet rows below the normal limit among them, one of weight zero. */
  @Test
  public void heavyRowsAmongLightOnes() {
    assertMultinomial(new double[] {3, 20, 31, 32, 33, 100, 400, 0.5, 0, 660.5}, 15);
  }

  @Test
  public void unequalLightRows() {
    assertMultinomial(new double[] {0.5, 7, 2, 30.5, 0, 20}, 16);
  }

  @Test
  public void theSameGeneratorGivesTheSameWeights() {
    double[] own = {40, 3, 500};
    MultinomialWeights weights =
        new MultinomialWeights(RowBlock.ofColumns(3, 1, new double[3], own));
    double[] first = weights.draw(new Seed(17).generator());
    assertTrue(Arrays.equals(first, weights.draw(new Seed(17).generator())));
  }
}
