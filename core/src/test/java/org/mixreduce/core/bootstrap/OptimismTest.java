package org.mixreduce.core.bootstrap;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.testing.Populations;

public class OptimismTest {

  @Test
  public void isHalfTheParametersInARegularModel() {
    ComponentFamily family = Families.ofShape("VVV");
    RowBlock rows = Populations.rows(Populations.mixture(family, 1, 4, 1, 1), 4000, 2);
    MixtureFitter fitter =
        new MixtureFitter(
            rows, Moments.of(rows), FitSettings.DEFAULTS.withPenaltyMultiplier(0), new Seed(3));
    FitResult fit = fitter.fit(family, 1, Optional.empty()).orElseThrow();
    int replicates = 200;
    Optimism optimism = Optimism.estimate(rows, fit, fitter.penalty(), replicates, new Seed(4));
    assertEquals(replicates, optimism.replicates());
    double half = fit.mixture().freeParameters() / 2.0;
    // Twice a replicate's gain is about chi-square with ν degrees of freedom: variance ν / 2.
    double error = Math.sqrt(half / replicates);
    assertEquals(half, optimism.mean(), 4 * error);
    // Rows are drawn from the rows, so ℓ* at their fit is ℓ on average: four standard errors.
    double own = fit.expectation().logLikelihood();
    DescriptiveStatistics resampled = new DescriptiveStatistics(optimism.resampled());
    double spread = resampled.getStandardDeviation() / Math.sqrt(replicates);
    assertEquals(own, resampled.getMean(), 4 * spread);
    // Rows of a normal vary in log density by √(d / 2) = √2 each.
    assertEquals(Math.sqrt(2 * 4000), resampled.getStandardDeviation(), 20);
  }

  @Test
  public void weightsHaveTheMultinomialMeanAndTotal() {
    double[] own = {1, 0, 2.5, 0.5, 4};
    RowBlock rows = RowBlock.ofColumns(5, 1, new double[5], own);
    MultinomialWeights weights = new MultinomialWeights(rows);
    RandomGenerator random = new Seed(5).generator();
    int draws = 20_000;
    double[] sums = new double[5];
    for (int r = 0; r < draws; r++) {
      double total = 0;
      double[] drawn = weights.draw(random);
      for (int i = 0; i < 5; i++) {
        sums[i] += drawn[i];
        total += drawn[i];
      }
      assertEquals(8, total, 1e-12);
    }
    assertEquals(0, sums[1], 0);
    for (int i = 0; i < 5; i++) {
      double p = own[i] / 8;
      double error = Math.sqrt(8 * p * (1 - p) / draws);
      assertTrue(Math.abs(sums[i] / draws - own[i]) <= 4 * error);
    }
  }

  /** Rows too heavy to be drawn one by one vary by the root of their weight and keep their sum. */
  @Test
  public void heavyRowsAreResampledByTheirLimit() {
    double[][] values = new double[400][1];
    double[] weights = new double[400];
    java.util.Arrays.fill(weights, 1e10);
    weights[0] = 0;
    RowBlock rows = RowBlock.ofRows(values).withWeights(weights);
    double[] drawn = new MultinomialWeights(rows).draw(new Seed(5).generator());
    double sum = 0;
    double squares = 0;
    for (int i = 1; i < 400; i++) {
      sum += drawn[i];
      squares += Math.pow((drawn[i] - 1e10) / 1e5, 2);
    }
    assertEquals(0, drawn[0], 0);
    assertEquals(399e10, sum, 1e-12 * 399e10);
    // A mean of 398 squares of standard normals: four standard errors of √(2 / 398).
    assertEquals(1, squares / 398, 0.29);
  }
}
