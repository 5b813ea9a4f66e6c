package org.mixreduce.core.robust;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

/** What every family's distance keeps. */
public class MomentDistanceTest {

  @Test
  public void zeroOnItselfSymmetricAndPositive() {
    for (ModelType type : Families.types()) {
      ComponentFamily family = Families.of(type);
      for (int seed = 0; seed < 10; seed++) {
        Mixture f = Populations.mixture(family, 3, 4, 2, seed);
        Mixture g = Populations.mixture(family, 2, 4, 2, 100 + seed);
        // Rounding of sums of 25 terms of order one to ten.
        assertEquals(type.toString(), 0, MomentDistance.between(f, f), 1e-12);
        double there = MomentDistance.between(f, g);
        assertTrue(type.toString(), there > 1e-3);
        assertEquals(type.toString(), there, MomentDistance.between(g, f), 1e-12 * there);
      }
    }
  }

  @Test
  public void labelsDoNotMatter() {
    ComponentFamily family = Families.ofShape("VVV");
    Mixture f = Populations.mixture(family, 4, 3, 3, 5);
    List<Component> reversed = new ArrayList<>(f.components());
    Collections.reverse(reversed);
    double[] weights = f.weights();
    for (int k = 0; k < 2; k++) {
      double kept = weights[k];
      weights[k] = weights[3 - k];
      weights[3 - k] = kept;
    }
    assertEquals(0, MomentDistance.between(f, Mixture.of(family, weights, reversed)), 1e-12);
  }

  /** Two components fitted to three clusters end in one maximum or another. */
  @Test
  public void fitsInDifferentMaximaAreNear() {
    ComponentFamily family = Families.ofShape("VVV");
    RowBlock rows = Populations.rows(Populations.mixture(family, 3, 2, 8, 3), 1500, 4);
    FitSettings settings = FitSettings.DEFAULTS.withStarts(1).withPenaltyMultiplier(0);
    FitResult best = null;
    FitResult worst = null;
    for (int seed = 0; seed < 30; seed++) {
      FitResult fit =
          new MixtureFitter(rows, Moments.of(rows), settings, new Seed(seed))
              .fit(family, 2, Optional.empty())
              .orElseThrow();
      best = best == null || fit.objective() > best.objective() ? fit : best;
      worst = worst == null || fit.objective() < worst.objective() ? fit : worst;
    }
    assertTrue("two maxima", best.objective() > worst.objective() + 10);
    // EM stops 1e-7 nats a row before its maximum, so moments are not quite the rows' own.
    assertEquals(0, MomentDistance.between(best.mixture(), worst.mixture()), 1e-5);
  }
}
