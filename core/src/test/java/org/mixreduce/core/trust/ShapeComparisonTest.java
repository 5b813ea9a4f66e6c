package org.mixreduce.core.trust;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

public class ShapeComparisonTest {

  private static Mixture fitted(String shape, RowBlock rows) {
    ComponentFamily family = Families.ofShape(shape);
    return new MixtureFitter(rows, Moments.of(rows), FitSettings.DEFAULTS, new Seed(1))
        .fit(family, 2, Optional.empty())
        .orElseThrow()
        .mixture();
  }

  private static Optional<ShapeComparison> compared(String shape, RowBlock rows) {
    return ShapeComparison.of(fitted(shape, rows), rows, Moments.of(rows), FitSettings.DEFAULTS);
  }

  private static RowBlock rows(String shape) {
    Mixture population = Populations.mixture(Families.ofShape(shape), 2, 3, 6, 1);
    return Populations.rows(population, 1000, 2);
  }

  @Test
  public void correlationsThatTheShapeHasNotAreMissed() {
    ShapeComparison found = compared("VVI", rows("VVV")).orElseThrow();
    assertEquals("VVV", found.general().shape());
    assertEquals(1000, found.rows());
    assertTrue("gain " + found.gain(), found.gain() > Thresholds.VERY_STRONG);
  }

  @Test
  public void aShapeThatHoldsIsTheBetterOne() {
    for (String shape : new String[] {"VVI", "EEE", "VII"}) {
      ShapeComparison found = compared(shape, rows(shape)).orElseThrow();
      assertTrue(shape + " gain " + found.gain(), found.gain() < 0);
    }
  }

  @Test
  public void theGeneralShapeIsNotComparedWithItself() {
    assertEquals(Optional.empty(), compared("VVV", rows("VVV")));
  }

  @Test
  public void theGeneralShapeIsTheSameDistribution() {
    for (String shape : new String[] {"EII", "VVI", "EEE"}) {
      RowBlock rows = rows(shape);
      Mixture mixture = fitted(shape, rows);
      double own = ExpectationStep.of(mixture, rows).logLikelihood();
      double general = ExpectationStep.of(mixture.inGeneral(), rows).logLikelihood();
      // Another order of the same sums: a few ulp of each row's log density.
      assertEquals(shape, own, general, 1e-9 * Math.abs(own));
    }
  }
}
