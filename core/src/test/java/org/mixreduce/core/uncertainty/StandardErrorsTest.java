package org.mixreduce.core.uncertainty;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class StandardErrorsTest {

  private static BagSpread bag(long rows, int replicates, int failures, double... variances) {
    double[] scaled = variances.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= 4;
    }
    return new BagSpread(rows, replicates, failures, variances, scaled);
  }

  @Test
  public void aVarianceIsTheMeanOfTheBags() {
    StandardErrors errors = new StandardErrors(2);
    errors.add(bag(100, 30, 0, 1, 10));
    errors.add(bag(104, 40, 2, 3, 30));
    assertArrayEquals(new double[] {Math.sqrt(2), Math.sqrt(20)}, errors.standardErrors(), 1e-15);
    assertArrayEquals(
        new double[] {Math.sqrt(8), Math.sqrt(80)}, errors.scaledStandardErrors(), 1e-14);
    assertEquals(2, errors.bags());
    assertEquals(102, errors.rowsPerBag());
    assertEquals(70, errors.replicates());
    assertEquals(2, errors.failures());
  }

  /** One bag or two cannot tell how much bags differ: their replicates must. */
  @Test
  public void oneBagOrTwoKnowTheirSpreadByTheirReplicates() {
    StandardErrors errors = new StandardErrors(1);
    assertTrue(Double.isNaN(errors.relativeError()));
    errors.add(bag(100, 50, 0, 1));
    assertEquals(0.1, errors.relativeError(), 1e-15);
    errors.add(bag(100, 150, 0, 9));
    assertEquals(0.05, errors.relativeError(), 1e-15);
  }

  /** Variances 1, 2, 3: their mean's standard error is √(1/3), relative to 2, and half of that. */
  @Test
  public void manyBagsKnowItByTheirDifferences() {
    StandardErrors errors = new StandardErrors(2);
    for (int v = 1; v <= 3; v++) {
      errors.add(bag(100, 50, 0, v, 7));
    }
    double first = Math.sqrt(1 / 3.0) / 2 / 2;
    // The second parameter's bags agree.
    assertEquals(first / 2, errors.relativeError(), 1e-12);
  }

  @Test
  public void anUnusableBagCountsAmongTheFailuresOnly() {
    StandardErrors errors = new StandardErrors(1);
    errors.add(bag(100, 1, 19, Double.NaN));
    errors.add(bag(100, 0, 20, Double.NaN));
    assertEquals(0, errors.bags());
    assertEquals(0, errors.rowsPerBag());
    assertEquals(39, errors.failures());
    assertTrue(Double.isNaN(errors.standardErrors()[0]));
    assertTrue(Double.isNaN(errors.scaledStandardErrors()[0]));
    assertTrue(Double.isNaN(errors.relativeError()));
    errors.add(bag(120, 20, 0, 4));
    assertEquals(2, errors.standardErrors()[0], 0);
    assertEquals(120, errors.rowsPerBag());
    assertEquals(20, errors.replicates());
  }

  /** Of a bag whose replicates mostly fail, those that do not are no sample of the estimator. */
  @Test
  public void aBagCountsIfMoreThanHalfOfItsReplicatesDo() {
    assertFalse(bag(100, 1, 0, Double.NaN).usable());
    assertTrue(bag(100, 2, 0, 1).usable());
    assertTrue(bag(100, 11, 10, 1).usable());
    assertFalse(bag(100, 10, 10, 1).usable());
    StandardErrors errors = new StandardErrors(1);
    errors.add(bag(100, 2, 18, 1e-6));
    errors.add(bag(120, 20, 0, 4));
    assertEquals(1, errors.bags());
    assertEquals(2, errors.standardErrors()[0], 0);
    assertEquals(20, errors.replicates());
    assertEquals(18, errors.failures());
  }
}
