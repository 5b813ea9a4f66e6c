package org.mixreduce.core.data;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class RowBlockTest {

  private final RowBlock rows = RowBlock.ofRows(new double[][] {{1, 10}, {2, 20}, {6, 60}});

  @Test
  public void theMiddleIsTheMeanWhateverTheWeights() {
    assertArrayEquals(new double[] {3, 30}, rows.middle(), 1e-15);
    assertSame(rows.middle(), rows.middle());
    assertSame(rows.middle(), rows.withWeights(new double[] {0, 0, 5}).middle());
  }

  @Test
  public void unitWeightsAreKnown() {
    assertTrue(rows.unitWeights());
    assertFalse(rows.withWeights(new double[] {1, 1, 2}).unitWeights());
  }

  @Test
  public void rowsThatWeighNothingCanBeLeftOut() {
    RowBlock left = rows.withWeights(new double[] {0, 2, 0.5}).withoutWeightless();
    assertEquals(2, left.rows());
    assertArrayEquals(new double[] {2, 20}, left.row(0), 0);
    assertArrayEquals(new double[] {2, 0.5}, left.weights(), 0);
    assertEquals(2.5, left.totalWeight(), 0);
  }

  @Test
  public void aBuilderHoldsNoMoreThanItWasMadeFor() {
    RowBlockBuilder builder = new RowBlockBuilder(1, 1500);
    for (int i = 0; i < 1500; i++) {
      builder.add(new double[] {i}, 1);
    }
    assertThrows(IllegalStateException.class, () -> builder.add(new double[] {0}, 1));
    assertEquals(1000, builder.cut(1000).rows());
    builder.add(new double[] {7}, 1);
    assertEquals(501, builder.build().rows());
    assertEquals(1000, builder.build().value(0, 0), 0);
  }
}
