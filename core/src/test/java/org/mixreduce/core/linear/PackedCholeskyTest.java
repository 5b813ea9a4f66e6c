package org.mixreduce.core.linear;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Random;
import org.junit.Test;

public class PackedCholeskyTest {

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  /** G Gᵀ + shift I with standard normal G (d × d). */
  private static double[] matrix(int d, double shift, long seed) {
    Random random = new Random(seed);
    double[][] g = new double[d][d];
    for (double[] row : g) {
      for (int j = 0; j < d; j++) {
        row[j] = random.nextGaussian();
      }
    }
    double[] packed = new double[PackedCholesky.length(d)];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? shift : 0;
        for (int m = 0; m < d; m++) {
          sum += g[i][m] * g[j][m];
        }
        packed[PackedCholesky.index(i, j)] = sum;
      }
    }
    return packed;
  }

  private static double[] scaled(double[] values, double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  private static PackedCholesky factor(double[] packed, int d) {
    return PackedCholesky.of(packed, d, 0);
  }

  /** tr(A⁻¹ B) = Σ_ij (A⁻¹)_ij b_ij with A⁻¹ = Wᵀ W. */
  private static double trace(PackedCholesky a, double[] b) {
    double[] w = a.inverse();
    double sum = 0;
    for (int i = 0; i < a.dimension(); i++) {
      for (int j = 0; j < a.dimension(); j++) {
        double element = 0;
        for (int m = Math.max(i, j); m < a.dimension(); m++) {
          element += w[PackedCholesky.index(m, i)] * w[PackedCholesky.index(m, j)];
        }
        sum += element * b[PackedCholesky.index(Math.max(i, j), Math.min(i, j))];
      }
    }
    return sum;
  }

  @Test
  public void traceIsThatOfTheInverseTimesTheOther() {
    // Every remainder of d by the four columns that are worked on at a time.
    for (int d = 1; d <= 13; d++) {
      PackedCholesky a = factor(matrix(d, 1, d), d);
      double[] b = matrix(d, 1, 100 + d);
      double expected = trace(a, b);
      // The explicit inverse loses a digit or two to a condition of a hundred.
      assertEquals("d = " + d, expected, a.traceOfInverseTimes(factor(b, d)), 1e-12 * expected);
    }
  }

  @Test
  public void steinLossIsTraceLessDimensionLessLogDeterminant() {
    for (int d = 1; d <= 13; d++) {
      PackedCholesky a = factor(matrix(d, 1, d), d);
      PackedCholesky b = factor(matrix(d, 1, 100 + d), d);
      double expected = a.traceOfInverseTimes(b) - d + a.logDeterminant() - b.logDeterminant();
      // Both add up to d² terms of size 1 to 100.
      assertEquals("d = " + d, 3 + expected, a.addSteinLoss(b, 3, NO_LIMIT), 1e-12 * expected);
    }
  }

  @Test
  public void steinLossOfEqualBitsIsExactlyZeroHoweverIllConditioned() {
    for (int d = 1; d <= 21; d++) {
      PackedCholesky a = factor(matrix(d, 1e-9, d), d);
      assertEquals(0, a.addSteinLoss(factor(matrix(d, 1e-9, d), d), 0, NO_LIMIT), 0);
    }
  }

  /** B = s A, of which the loss is d (s − 1 − log s), about d (s − 1)² / 2. */
  @Test
  public void steinLossOfNearlyEqualMatricesHasASmallAbsoluteError() {
    int d = 20;
    double[] a = matrix(d, 1, 5);
    for (double excess : new double[] {1e-2, 1e-4, 1e-6, 1e-8}) {
      double s = 1 + excess;
      double expected = d * (excess - Math.log1p(excess));
      double actual = factor(a, d).addSteinLoss(factor(scaled(a, s), d), 0, NO_LIMIT);
      // Ulps of two log-determinants of size 40 and of twenty squares near 1: 1e-14 each.
      assertEquals("1 + " + excess, expected, actual, 1e-13);
    }
  }

  @Test
  public void steinLossStopsBetweenItsLimitAndItsValue() {
    int d = 11;
    PackedCholesky a = factor(matrix(d, 1, 6), d);
    PackedCholesky b = factor(matrix(d, 1, 7), d);
    double whole = a.addSteinLoss(b, 1, NO_LIMIT);
    int stopped = 0;
    for (double limit = 0; limit <= whole; limit += whole / 50) {
      double partial = a.addSteinLoss(b, 1, limit);
      assertTrue(partial >= limit && partial <= whole);
      stopped += partial < whole ? 1 : 0;
    }
    assertTrue("stops early", stopped > 10);
    assertEquals(whole, a.addSteinLoss(b, 1, Math.nextUp(whole)), 0);
  }

  @Test
  public void squaredDistanceIsThatOfTheSolvedDifferenceOrReachesItsLimit() {
    int d = 7;
    PackedCholesky a = factor(matrix(d, 1, 8), d);
    double[] x = {1, -2, 3, 0.5, 0, 4, -1};
    double[] y = {0, 2, 1, -0.5, 2, 3, 5};
    double[] z = new double[d];
    for (int j = 0; j < d; j++) {
      z[j] = x[j] - y[j];
    }
    a.solveLower(z);
    double expected = 0;
    for (double value : z) {
      expected += value * value;
    }
    assertEquals(expected, a.squaredDistance(x, y, NO_LIMIT), 1e-14 * expected);
    double partial = a.squaredDistance(x, y, z[0] * z[0] / 2);
    assertEquals("one term is enough", z[0] * z[0], partial, 1e-14 * partial);
  }
}
