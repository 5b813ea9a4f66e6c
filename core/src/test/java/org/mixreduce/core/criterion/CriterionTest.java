package org.mixreduce.core.criterion;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.mixreduce.core.testing.Golden;

public class CriterionTest {

  @Test
  public void exactCriteria() {
    Criterion.Score score = new Criterion.Score(100, -250, -10, 5);
    assertEquals(500 + 5 * Math.log(100), Criterion.BIC.of(score), 1e-12);
    assertEquals(510, Criterion.AIC.of(score), 0);
    assertEquals(515, Criterion.AIC3.of(score), 0);
    assertEquals(Criterion.BIC.of(score) + 20, Criterion.ICL.of(score), 1e-12);
  }

  @Test
  public void pseudoBicOfOneSubsetIsItsBic() {
    PseudoBic one = new PseudoBic();
    one.addFit(100, -250, 3, 20);
    assertEquals(500 + 5 * Math.log(100), one.value(5), 1e-12);
  }

  private static PseudoBic two() {
    PseudoBic two = new PseudoBic();
    two.addFit(60, -150, 2, 10);
    two.addFit(40, -100, 4, 30);
    return two;
  }

  @Test
  public void pseudoBicTakesBackWhatLocalFitsDivergeFromTheirReduction() {
    PseudoBic two = two();
    two.addDivergenceFromReduction(60, 0.1);
    two.addDivergenceFromReduction(40, 0.05);
    // 60 · 0.1 + 40 · 0.05 = 8.
    assertEquals(8, two.divergence(5), 1e-12);
    assertEquals(2 * 258 + 5 * Math.log(100), two.value(5), 1e-12);
  }

  /** 2 nats a parameter are the charge, ten for five of them. */
  @Test
  public void aSampleMustBeBetterByItsCharge() {
    PseudoBic two = two();
    two.addDivergenceFromReduction(100, 0.5);
    two.addDivergencesFromSample(60, new double[] {0.7, 0.4});
    two.addDivergencesFromSample(40, new double[] {0.7, 0.45});
    // 60 · 0.4 + 40 · 0.45 = 42 is less than 50, but not by 10.
    assertEquals(50, two.divergence(5), 1e-12);
    // By 6 it is, and then the charge counts.
    assertEquals(48, two.divergence(3), 1e-12);
  }

  @Test
  public void withoutAReductionNothingIsCharged() {
    PseudoBic two = two();
    two.addDivergencesFromSample(100, new double[] {0.7, 0.4});
    assertEquals(40, two.divergence(5), 1e-12);
  }

  @Test
  public void optimismStandsInWhereNoMixtureIsAtHand() {
    PseudoBic two = new PseudoBic();
    two.addFit(60, -150, 2, 10);
    two.addFit(40, -100, 4, 30);
    // ō = (10 · 2 + 30 · 4) / 40 = 3.5, B − 1 = 1.
    assertEquals(3.5, two.optimism(5), 1e-12);
    assertEquals(2 * 253.5 + 5 * Math.log(100), two.value(5), 1e-12);
    assertTrue(Double.isNaN(two.divergence(5)));
  }

  @Test
  public void pseudoBicScalesOverFailedFits() {
    PseudoBic half = new PseudoBic();
    half.addFit(50, -100, 0, 1);
    half.addFailure(50);
    assertEquals(400 + 5 * Math.log(100), half.value(5), 1e-12);
    assertEquals(1, half.failures());
  }

  @Test
  public void withoutReplicatesRegularTheoryStandsIn() {
    PseudoBic three = new PseudoBic();
    for (int b = 0; b < 3; b++) {
      three.addFit(10, -20, 0, 0);
    }
    assertEquals(2 * 5 / 2.0, three.optimism(5), 0);
  }

  @Test
  public void patienceCountsOnlyAfterTheBest() {
    Patience patience = new Patience(2);
    double[] values = {10, 9, 9.5, 8, 8.5, Double.NaN};
    for (double value : values) {
      assertFalse(patience.exhausted());
      patience.tell(value);
    }
    assertTrue(patience.exhausted());
  }

  @Test
  public void randIndexIsMclusts() {
    Golden golden = Golden.of("rand.properties");
    for (int i = 1; i <= golden.number("count"); i++) {
      double[] a = golden.numbers(i + ".a");
      double[] b = golden.numbers(i + ".b");
      ConfusionTable table = new ConfusionTable();
      for (int row = 0; row < a.length; row++) {
        table.add("class " + a[row], (int) b[row], 1);
      }
      assertEquals(golden.number(i + ".index"), table.adjustedRandIndex(), 1e-12);
    }
  }

  @Test
  public void oneClassAgreesWithItself() {
    ConfusionTable table = new ConfusionTable();
    table.add("all", 1, 10);
    assertEquals(1, table.adjustedRandIndex(), 0);
  }
}
