package org.mixreduce.core.fit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

public class MixtureFitterTest {

  private final ComponentFamily family = Families.ofShape("VVV");

  private static FitResult fit(RowBlock rows, ComponentFamily family, int k, double penalty) {
    FitSettings settings = FitSettings.DEFAULTS.withPenaltyMultiplier(penalty);
    return new MixtureFitter(rows, Moments.of(rows), settings, new Seed(5))
        .fit(family, k, Optional.empty())
        .orElseThrow();
  }

  @Test
  public void findsThePopulation() {
    Mixture truth = Populations.mixture(family, 4, 3, 4, 1);
    RowBlock rows = Populations.rows(truth, 8000, 2);
    FitResult fit = fit(rows, family, 4, 1);
    assertEquals(Termination.CONVERGED, fit.termination());
    double atTruth = ExpectationStep.of(truth, rows).logLikelihood();
    double gain = fit.expectation().logLikelihood() - atTruth;
    // 2 gain is about chi-square with 39 degrees of freedom: between 10 and 85 but once in 1e5.
    assertTrue("gain " + gain, gain > 5 && gain < 43);
  }

  @Test
  public void theSameSeedGivesTheSameFit() {
    RowBlock rows = Populations.rows(Populations.mixture(family, 3, 2, 2, 3), 3000, 4);
    FitResult a = fit(rows, family, 3, 1);
    FitResult b = fit(rows, family, 3, 1);
    assertEquals(a.objective(), b.objective(), 0);
    assertEquals(a.iterations(), b.iterations());
  }

  @Test
  public void aLargeOffsetChangesNothing() {
    RowBlock rows = Populations.rows(Populations.mixture(family, 2, 2, 3, 5), 500, 6);
    RowBlockBuilder moved = new RowBlockBuilder(2);
    for (int i = 0; i < rows.rows(); i++) {
      moved.add(new double[] {rows.value(i, 0) + 1e7, rows.value(i, 1) - 1e7}, 1);
    }
    double here = fit(rows, family, 2, 1).expectation().logLikelihood();
    double there = fit(moved.build(), family, 2, 1).expectation().logLikelihood();
    // The moved values are rounded to 1e-9 of a standard deviation: 500 rows, a few nats each.
    assertEquals(here, there, 1e-4);
  }

  @Test
  public void fewerDifferentRowsThanComponentsIsAResultNotAnException() {
    RowBlockBuilder builder = new RowBlockBuilder(1);
    for (int i = 0; i < 20; i++) {
      builder.add(new double[] {i % 2}, 1);
    }
    RowBlock rows = builder.build();
    FitSettings settings = FitSettings.DEFAULTS.withPenaltyMultiplier(0);
    MixtureFitter fitter = new MixtureFitter(rows, Moments.of(rows), settings, new Seed(5));
    // Two different values leave three of five parts without a row: there is no starting point.
    assertEquals(Optional.empty(), fitter.fit(Families.ofShape("VVI"), 5, Optional.empty()));
    // One on each value has no spread, which is a degenerate end, not an exception.
    FitResult fit = fitter.fit(Families.ofShape("VVI"), 2, Optional.empty()).orElseThrow();
    assertEquals(Termination.DEGENERATE, fit.termination());
    assertFalse(fit.message().isEmpty());
  }

  @Test
  public void anEmptiedComponentIsReseededAndRecorded() {
    Mixture truth = Populations.mixture(family, 2, 2, 5, 7);
    RowBlock rows = Populations.rows(truth, 1000, 8);
    Mixture far = Populations.mixture(family, 1, 2, 1, 9);
    // A component where there are no rows: it holds less than one from the first E-step on.
    double[] mean = {1e6, 1e6};
    var parameters = family.write(far.component(0));
    var moved =
        family.read(
            java.util.List.of(
                new org.mixreduce.core.family.NamedArray("mean", mean), parameters.get(1)));
    Mixture start =
        Mixture.of(family, new double[] {0.5, 0.5}, java.util.List.of(truth.component(0), moved));
    FitResult fit =
        ExpectationMaximisation.run(
            rows, start, Penalty.of(1, 1000, Moments.of(rows)), EmSettings.THOROUGH);
    assertTrue(fit.usable());
    assertEquals(1, fit.reseedings().size());
    assertEquals(1, fit.reseedings().get(0).component());
  }

  @Test
  public void atomsStayFiniteUnderThePenalty() {
    RowBlock rows = Populations.rows(Populations.mixture(family, 2, 2, 2, 10), 3000, 11);
    RowBlockBuilder withAtoms = new RowBlockBuilder(2);
    for (int i = 0; i < rows.rows(); i++) {
      withAtoms.add(new double[] {i % 3 == 0 ? 0 : rows.value(i, 0), rows.value(i, 1)}, 1);
    }
    FitResult fit = fit(withAtoms.build(), family, 4, 1);
    assertTrue(fit.usable());
    assertTrue(Double.isFinite(fit.expectation().logLikelihood()));
  }

  /** A part of the rows is fitted as far as it tells of the whole, all rows as far as asked. */
  @Test
  public void aPartIsFittedLessThoroughlyThanTheWhole() {
    Mixture truth = Populations.mixture(Families.ofShape("VVV"), 3, 3, 1, 41);
    RowBlock rows = Populations.rows(truth, 3000, 42);
    Moments own = Moments.of(rows);
    Moments ofMany = Moments.of(own.weight() * 50, own.mean(), scaled(own.scatter(), 50));
    FitResult whole = new MixtureFitter(rows, own, FitSettings.DEFAULTS, new Seed(1)).polish(truth);
    FitResult part =
        new MixtureFitter(rows, ofMany, FitSettings.DEFAULTS, new Seed(1)).polish(truth);
    assertTrue(part.iterations() < whole.iterations());
    // A thousandth of a nat a parameter may be left by the last steps' rates, and where EM turns
    // slower after them ten times that, still a fiftieth of what a part misses of the whole.
    double missing = whole.objective() - part.objective();
    assertTrue("missing " + missing, missing >= 0);
    assertTrue("missing " + missing, missing <= 1e-2 * truth.freeParameters());
  }

  private static double[] scaled(double[] values, double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }
}
