package org.mixreduce.core.local;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

public class CommonStartsTest {

  private static final int K = 8;
  private static final ComponentFamily FAMILY = Families.ofShape("VVV");
  private static final CandidateKey KEY = new CandidateKey(FAMILY.type(), K);
  private static final Mixture TRUTH = Populations.mixture(FAMILY, K, 2, 8, 11);
  private static final RowBlock POOL = Populations.rows(TRUTH, 6000, 1);
  private static final Moments GLOBAL = Moments.of(POOL);

  /** With one start of their own, not every subset finds all components of the population. */
  private static final FitSettings ONE_START = FitSettings.DEFAULTS.withStarts(1);

  private static CommonStarts starts(RowBlock pool) {
    return CommonStarts.of(List.of(KEY), pool, GLOBAL, FitSettings.DEFAULTS, new Seed(2));
  }

  @Test
  public void leadsSubsetsHigherThanTheirOwnStarts() {
    CommonStarts common = starts(POOL);
    LocalFitter alone = new LocalFitter(GLOBAL, ONE_START, new Seed(3));
    LocalFitter together = alone.with(common);
    int foundAlone = 0;
    int foundTogether = 0;
    for (int b = 0; b < 10; b++) {
      SubsetId id = new SubsetId("part", 0, b);
      RowBlock rows = Populations.rows(TRUTH, 1500, 100 + b);
      double truth = ExpectationStep.of(TRUTH, rows).logLikelihood();
      // A maximum in the right place is above the truth by ν / 2 = 24 nats, give or take 5.
      foundAlone += alone.fit(id, rows, KEY, 0, Optional.empty()).logLikelihood() > truth ? 1 : 0;
      foundTogether +=
          together.fit(id, rows, KEY, 0, Optional.empty()).logLikelihood() > truth ? 1 : 0;
    }
    String found = foundTogether + " of 10 together, " + foundAlone + " alone";
    assertTrue(found, foundTogether == 10 && foundAlone < 10);
  }

  @Test
  public void dependsOnTheFirstRowsOfTheSampleAlone() {
    int rows = CommonStarts.rows(K, 2);
    assertEquals(5000, rows);
    int[] places = new int[rows];
    java.util.Arrays.setAll(places, i -> i);
    Mixture all = starts(POOL).of(KEY).orElseThrow();
    Mixture first = starts(POOL.select(places)).of(KEY).orElseThrow();
    for (int k = 0; k < K; k++) {
      assertEquals(all.weight(k), first.weight(k), 0);
      assertEquals(
          FAMILY.divergence(all.component(k), first.component(k)), 0, 1e-12); // rounding of KL
    }
    places[0] = 5500;
    Mixture other = starts(POOL.select(places)).of(KEY).orElseThrow();
    assertFalse(all.weight(0) == other.weight(0));
  }

  @Test
  public void aSampleThatCannotBeFittedGivesNone() {
    RowBlock same = RowBlock.ofRows(new double[100][2]);
    CommonStarts none =
        CommonStarts.of(List.of(KEY), same, Moments.of(same), FitSettings.DEFAULTS, new Seed(2));
    assertEquals(Optional.empty(), none.of(KEY));
    assertEquals(Optional.empty(), CommonStarts.NONE.of(KEY));
  }
}
