package org.mixreduce.core.data;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.Test;

public class MomentsTest {

  private static double[][] rows(int n, double offset) {
    RandomGenerator random = new Seed(3).generator();
    double[][] rows = new double[n][3];
    for (double[] row : rows) {
      double common = random.nextGaussian();
      for (int j = 0; j < 3; j++) {
        row[j] = offset + common + (j + 1) * random.nextGaussian();
      }
    }
    return rows;
  }

  @Test
  public void areThoseOfCommonsMath() {
    double[][] rows = rows(200, 10);
    Moments moments = Moments.of(RowBlock.ofRows(rows));
    Covariance expected = new Covariance(rows, false);
    for (int j = 0; j < 3; j++) {
      for (int l = 0; l < 3; l++) {
        double value = expected.getCovarianceMatrix().getEntry(j, l);
        assertEquals(value, moments.covariance(j, l), 1e-12 * 10);
      }
    }
  }

  @Test
  public void mergeInAnyGroupingEvenWithALargeOffset() {
    double[][] rows = rows(300, 1e6);
    Moments whole = Moments.of(RowBlock.ofRows(rows));
    Moments left = Moments.empty(3);
    Moments right = Moments.empty(3);
    for (int i = 0; i < rows.length; i++) {
      Moments one = Moments.of(RowBlock.ofRows(new double[][] {rows[i]}));
      left = left.plus(one);
      right = one.plus(right);
    }
    // Means near 1e6 are rounded to 1e-10, three hundred times.
    assertArrayEquals(whole.mean(), left.mean(), 1e-8);
    assertArrayEquals(whole.covariance(), left.covariance(), 1e-8);
    assertArrayEquals(whole.covariance(), right.covariance(), 1e-8);
  }

  @Test
  public void weightsAreFrequencies() {
    RowBlock twice = RowBlock.ofColumns(2, 1, new double[] {1, 4}, new double[] {2, 1});
    Moments moments = Moments.of(twice);
    assertEquals(3, moments.weight(), 0);
    assertEquals(2, moments.mean()[0], 1e-15);
    assertEquals(2, moments.covariance(0, 0), 1e-15);
  }

  @Test
  public void agreeWithTheSameRowsInAnotherGroupingAndWithNoOthers() {
    for (double offset : new double[] {0, 1e6, -1e9}) {
      double[][] rows = rows(5000, offset);
      Moments whole = Moments.of(RowBlock.ofRows(rows));
      Moments parts = Moments.empty(3);
      for (int i = 5000; i > 0; i -= 10) {
        parts = Moments.of(RowBlock.ofRows(Arrays.copyOfRange(rows, i - 10, i))).plus(parts);
      }
      assertTrue("offset " + offset, whole.agrees(parts));
      assertTrue("offset " + offset, parts.agrees(whole));
      double[][] fewer = Arrays.copyOf(rows, 4999);
      assertFalse("offset " + offset, whole.agrees(Moments.of(RowBlock.ofRows(fewer))));
      rows[17][2] += 1;
      assertFalse("offset " + offset, whole.agrees(Moments.of(RowBlock.ofRows(rows))));
    }
    assertFalse(Moments.empty(2).agrees(Moments.empty(3)));
  }

  /** The same columns, paired otherwise: only a covariance tells. */
  @Test
  public void agreeInCovariancesToo() {
    double[][] rows = rows(5000, 0);
    Moments whole = Moments.of(RowBlock.ofRows(rows));
    double first = rows[0][1];
    rows[0][1] = rows[1][1];
    rows[1][1] = first;
    assertFalse(whole.agrees(Moments.of(RowBlock.ofRows(rows))));
  }
}
