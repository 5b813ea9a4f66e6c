package org.mixreduce.core.uncertainty;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.Test;
import org.mixreduce.core.data.Seed;

public class ReplicateMomentsTest {

  /** Against sums over all replicates; a large mean costs no digits of a small spread. */
  @Test
  public void areThoseOfAllReplicates() {
    RandomGenerator random = new Seed(1).generator();
    int n = 500;
    double[][] columns = new double[2][n];
    ReplicateMoments moments = new ReplicateMoments(2);
    for (int r = 0; r < n; r++) {
      columns[0][r] = random.nextGaussian();
      columns[1][r] = 1e6 + Math.exp(random.nextGaussian());
      moments.add(new double[] {columns[0][r], columns[1][r]});
    }
    double error = 0;
    for (int i = 0; i < 2; i++) {
      double mean = StatUtils.mean(columns[i]);
      double squares = 0;
      double fourths = 0;
      for (double value : columns[i]) {
        squares += Math.pow(value - mean, 2);
        fourths += Math.pow(value - mean, 4);
      }
      // 500 roundings; those of a value of 1e6 are 1e-10 of a spread of about one.
      assertEquals(1, moments.variances()[i] / (squares / (n - 1)), i == 0 ? 1e-13 : 1e-9);
      double kurtosis = n * fourths / squares / squares;
      error += Math.sqrt((kurtosis - 1) / 4 / n) / 2;
    }
    assertEquals(error, moments.relativeError(), 1e-9 * error);
  }

  @Test
  public void normalReplicatesKnowTheirSpreadToOneOverTheRootOfTwiceTheirNumber() {
    RandomGenerator random = new Seed(2).generator();
    ReplicateMoments moments = new ReplicateMoments(50);
    for (int r = 0; r < 800; r++) {
      double[] replicate = new double[50];
      for (int i = 0; i < replicate.length; i++) {
        replicate[i] = random.nextGaussian();
      }
      moments.add(replicate);
    }
    assertEquals(800, moments.size());
    // The standard error of a normal kurtosis of 3 is √(24/800) = 0.17, of the mean of 50 a
    // seventh of it, and the relative error moves with half of (κ − 1).
    assertEquals(1 / Math.sqrt(1600), moments.relativeError(), 4 * 0.17 / 7 / 4 * 0.025);
  }

  @Test
  public void oneReplicateSaysNothing() {
    ReplicateMoments moments = new ReplicateMoments(1);
    assertTrue(Double.isNaN(moments.variances()[0]));
    moments.add(new double[] {3});
    assertTrue(Double.isNaN(moments.variances()[0]));
    assertEquals(Double.POSITIVE_INFINITY, moments.relativeError(), 0);
  }

  @Test
  public void whatNeverVariesIsSettled() {
    ReplicateMoments moments = new ReplicateMoments(1);
    for (int r = 0; r < 5; r++) {
      moments.add(new double[] {0.1});
    }
    assertEquals(0, moments.variances()[0], 0);
    assertEquals(0, moments.relativeError(), 0);
  }
}
