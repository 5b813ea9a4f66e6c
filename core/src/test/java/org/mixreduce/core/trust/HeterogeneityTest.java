package org.mixreduce.core.trust;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.EmSettings;
import org.mixreduce.core.fit.ExpectationMaximisation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

public class HeterogeneityTest {

  private static final int ROWS = 20_000;
  private static final int SUBSETS = 20;

  private final Mixture truth = Populations.mixture(Families.ofShape("VVV"), 2, 2, 4, 3);

  private Heterogeneity compare(RowBlock rows) {
    Penalty penalty = Penalty.of(1, ROWS, Moments.of(rows));
    FitResult all = ExpectationMaximisation.run(rows, truth, penalty, EmSettings.THOROUGH);
    double[] own = new double[SUBSETS];
    double[] shared = new double[SUBSETS];
    double[] losses = new double[SUBSETS];
    for (int b = 0; b < SUBSETS; b++) {
      RowBlock part = part(rows, b);
      FitResult fit =
          ExpectationMaximisation.run(part, all.mixture(), penalty, EmSettings.THOROUGH);
      own[b] = fit.expectation().logLikelihood();
      shared[b] = ExpectationStep.of(all.mixture(), part).logLikelihood();
      losses[b] = 2 * (own[b] - shared[b]);
    }
    Heterogeneity found =
        new Heterogeneity(
            truth.freeParameters() / 2.0, ROWS, LossSpread.of(losses), Thresholds.OUTLYING);
    for (int b = 0; b < SUBSETS; b++) {
      found.add("rows " + b, ROWS / SUBSETS, ROWS / SUBSETS, own[b], shared[b]);
    }
    return found;
  }

  private static RowBlock part(RowBlock rows, int b) {
    int from = b * ROWS / SUBSETS;
    return rows.select(IntStream.range(from, from + ROWS / SUBSETS).toArray());
  }

  @Test
  public void randomPartsAreAlike() {
    Heterogeneity found = compare(Populations.rows(truth, ROWS, 4));
    // Nearly χ² with 19 · 11 degrees of freedom over their number: standard deviation 0.098.
    assertEquals(1, found.index(), 4 * 0.098);
    assertEquals(SUBSETS, found.subsets());
    assertEquals(0, found.outlying());
    assertTrue(found.worst().isEmpty());
  }

  @Test
  public void sortedPartsAreNot() {
    RowBlock rows = Populations.rows(truth, ROWS, 5);
    int[] sorted =
        IntStream.range(0, ROWS)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> rows.value(i, 0)))
            .mapToInt(Integer::intValue)
            .toArray();
    Heterogeneity found = compare(rows.select(sorted));
    assertTrue("index " + found.index(), found.index() > 10 * Thresholds.ALIKE);
    // Where all differ as much, none is the odd one out.
    assertTrue("outlying " + found.outlying(), found.outlying() < SUBSETS / 2);
  }

  @Test
  public void theOddOneOutIsNamed() {
    RowBlock rows = Populations.rows(truth, ROWS, 6);
    double[][] values = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      values[i] = rows.row(i);
      if (i >= 3000 && i < 4000) {
        values[i][1] += 3;
      }
    }
    Heterogeneity found = compare(RowBlock.ofRows(values));
    assertEquals(1, found.outlying());
    assertEquals("rows " + 3, found.worst().get(0).place());
  }

  @Test
  public void theWorstComeFirstAndOnlyThese() {
    Heterogeneity found = new Heterogeneity(5, 100, LossSpread.UNKNOWN, 6);
    List<SubsetLoss> losses = new ArrayList<>();
    for (int b = 0; b < 10; b++) {
      // Losses 0, 100, ..., 900 where 9 is expected: an excess above 6 from the second on.
      losses.add(found.add("rows " + b, 10, 10, 50.0 * b, 0).orElseThrow());
    }
    assertEquals(9, found.outlying());
    assertEquals(0, found.outdone());
    assertEquals(4500.0 / 90, found.index(), 1e-12);
    assertEquals(
        List.of(losses.get(9), losses.get(8), losses.get(7), losses.get(6), losses.get(5)),
        found.worst());
  }

  @Test
  public void aSubsetThatIsAllRowsHasNothingToBeComparedWith() {
    Heterogeneity found = new Heterogeneity(5, 10, LossSpread.UNKNOWN, 6);
    assertFalse(found.add("rows " + 0, 10, 10, -20, -20).isPresent());
    assertTrue(Double.isNaN(found.index()));
  }

  @Test
  public void medianAndDeviationAreNotMovedByOne() {
    LossSpread spread = LossSpread.of(new double[] {10, 12, 14, 16, 1e6});
    assertEquals(14, spread.median(), 0);
    // Deviations 4, 2, 0, 2, 1e6: their median is 2.
    assertEquals(2 * 1.4826, spread.deviation(), 1e-12);
    assertEquals(14, spread.usual(8), 0);
    assertEquals(20, spread.usual(20), 0);
    assertEquals(4, spread.scale(8), 0);
    assertEquals(LossSpread.UNKNOWN, LossSpread.of(new double[0]));
  }
}
