package org.mixreduce.core.profile;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.Test;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;

public class DataProfileTest {

  @Test
  public void findsEveryAtomAndNeverOvercounts() {
    RandomGenerator random = new Seed(2).generator();
    FrequentValues left = new FrequentValues();
    FrequentValues right = new FrequentValues();
    long zeros = 0;
    for (int i = 0; i < 20_000; i++) {
      boolean zero = random.nextDouble() < 0.12;
      zeros += zero ? 1 : 0;
      (i % 3 == 0 ? left : right).add(zero ? (i % 2 == 0 ? 0.0 : -0.0) : random.nextDouble());
    }
    left.add(right);
    FrequentValues.Count most = left.mostFrequent().orElseThrow();
    assertEquals(0.0, most.value(), 0);
    assertTrue(most.atLeast() <= zeros);
    // 64 counters: too small by no more than a share of 1/65.
    assertTrue(most.atLeast() >= zeros - 20_000 / 65);
    assertTrue(left.counts().size() <= 64);
  }

  @Test
  public void partsAddUp() {
    DataProfile a = new DataProfile(2);
    a.addRows(RowBlock.ofRows(new double[][] {{1, 5}, {2, 5}}));
    a.addMalformed(1, "x:1: no number");
    DataProfile b = new DataProfile(2);
    b.addRows(RowBlock.ofRows(new double[][] {{-3, 5}}));
    b.addMissing(List.of(0, 1));
    b.addWeightless();
    a.add(b);
    assertEquals(new DataProfile.Counts(3, 1, 1, 1), a.counts());
    assertEquals(6, a.counts().records());
    assertEquals(-3, a.columns().get(0).minimum(), 0);
    assertEquals(2, a.columns().get(0).maximum(), 0);
    assertFalse(a.columns().get(0).constant());
    assertTrue(a.columns().get(1).constant());
    assertEquals(1, a.columns().get(0).missing());
    assertEquals(1, a.columns().get(1).malformed());
    assertEquals(0, a.moments().mean()[0], 1e-15);
    assertEquals(List.of("x:1: no number"), a.problems());
  }
}
