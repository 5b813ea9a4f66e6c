package org.mixreduce.core.family;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.fit.EmSettings;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.fit.ExpectationMaximisation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.fit.HardAssignment;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.MixtureStatistics;
import org.mixreduce.core.model.PosteriorKernel;
import org.mixreduce.core.testing.Populations;

/**
 * What every family and shape must hold; a new one is found by its provider and joins by itself.
 */
@RunWith(Parameterized.class)
public class FamilyContractTest {

  private static final int D = 3;
  private static final int K = 3;

  private final ComponentFamily family;

  public FamilyContractTest(ModelType type) {
    family = Families.of(type);
  }

  @Parameters(name = "{0}")
  public static List<ModelType> types() {
    return Families.types();
  }

  private Mixture mixture(long seed) {
    return Populations.mixture(family, K, D, 2, seed);
  }

  @Test
  public void densityIntegratesToOne() {
    Mixture mixture = Populations.mixture(family, 2, 2, 1, 11);
    double step = 0.1;
    RowBlockBuilder grid = new RowBlockBuilder(2);
    for (double x = -15; x < 15; x += step) {
      for (double y = -15; y < 15; y += step) {
        grid.add(new double[] {x, y}, 1);
      }
    }
    RowBlock rows = grid.build();
    PosteriorKernel kernel = new PosteriorKernel(mixture);
    double sum = 0;
    for (int from = 0; from < rows.rows(); from += PosteriorKernel.TILE) {
      int count = Math.min(PosteriorKernel.TILE, rows.rows() - from);
      kernel.evaluate(rows, from, count);
      for (int i = 0; i < count; i++) {
        sum += Math.exp(kernel.logDensity(i)) * step * step;
      }
    }
    // The rectangle rule converges faster than any power of the step for these densities.
    assertEquals(1, sum, 1e-6);
  }

  @Test
  public void statisticsMergeInAnyOrderAndGrouping() {
    Mixture mixture = mixture(1);
    RowBlock rows = Populations.rows(mixture, 1000, 2);
    Expectation whole = ExpectationStep.of(mixture, rows);
    List<MixtureStatistics> parts = new ArrayList<>();
    for (int part = 0; part < 7; part++) {
      parts.add(ExpectationStep.of(mixture, part(rows, part, 7)).statistics());
    }
    for (int shuffle = 0; shuffle < 5; shuffle++) {
      Collections.shuffle(parts, new Random(shuffle));
      MixtureStatistics left =
          parts.get(0).plus(parts.get(1)).plus(parts.get(2)).plus(parts.get(3));
      MixtureStatistics right = parts.get(4).plus(parts.get(5).plus(parts.get(6)));
      assertSame(whole.statistics(), left.plus(right));
    }
  }

  private static RowBlock part(RowBlock rows, int part, int parts) {
    RowBlockBuilder builder = new RowBlockBuilder(rows.dimension());
    for (int i = part; i < rows.rows(); i += parts) {
      builder.add(rows.row(i), rows.weights()[i]);
    }
    return builder.build();
  }

  /** To 1e-11 of each array's largest element: a thousand roundings of 1e-16, with a margin. */
  private void assertSame(MixtureStatistics expected, MixtureStatistics actual) {
    for (int k = 0; k < K; k++) {
      List<NamedArray> a = family.write(expected.components().get(k));
      List<NamedArray> b = family.write(actual.components().get(k));
      for (int i = 0; i < a.size(); i++) {
        double largest = 0;
        for (double value : a.get(i).values()) {
          largest = Math.max(largest, Math.abs(value));
        }
        assertArrayEquals(a.get(i).name(), a.get(i).values(), b.get(i).values(), 1e-11 * largest);
      }
    }
  }

  @Test
  public void emptyStatisticsAreNeutral() {
    StatisticsAccumulator accumulator = family.accumulator(List.of(new double[D]));
    ComponentStatistics empty = accumulator.statistics().get(0);
    ComponentStatistics some = family.expectedStatistics(mixture(1).component(0), 5);
    assertEquals(family.write(some), family.write(some.plus(empty)));
    assertEquals(family.write(some), family.write(empty.plus(some)));
  }

  @Test
  public void rowWeightsAreFrequencies() {
    Mixture mixture = mixture(3);
    RowBlock rows = Populations.rows(mixture, 50, 4);
    RowBlockBuilder repeated = new RowBlockBuilder(D);
    double[] weights = new double[rows.rows()];
    for (int i = 0; i < rows.rows(); i++) {
      weights[i] = i % 4;
      for (int r = 0; r < i % 4; r++) {
        repeated.add(rows.row(i), 1);
      }
    }
    Expectation weighted = ExpectationStep.of(mixture, rows.withWeights(weights));
    Expectation counted = ExpectationStep.of(mixture, repeated.build());
    assertEquals(counted.weight(), weighted.weight(), 0);
    assertEquals(counted.logLikelihood(), weighted.logLikelihood(), 1e-10 * 100);
    assertSame(counted.statistics(), weighted.statistics());
  }

  @Test
  public void emNeverDecreasesThePenalisedLikelihood() {
    RowBlock rows = Populations.rows(mixture(5), 400, 6);
    Moments global = Moments.of(rows);
    for (double multiplier : new double[] {0, 1, 20}) {
      Penalty penalty = Penalty.of(multiplier, rows.rows(), global);
      Mixture start = mixture(7);
      double last = Double.NEGATIVE_INFINITY;
      for (int steps = 1; steps <= 25; steps++) {
        FitResult fit =
            ExpectationMaximisation.run(rows, start, penalty, new EmSettings(steps, 1e-300));
        assertTrue(fit.reseedings().isEmpty());
        // Rounding of a sum of 400 terms of size 10.
        assertTrue(
            "step " + steps + ": " + fit.objective() + " after " + last,
            fit.objective() >= last - 1e-9);
        last = fit.objective();
      }
    }
  }

  @Test
  public void maximiseBeatsAnyOtherComponents() {
    Mixture start = mixture(8);
    RowBlock rows = Populations.rows(start, 300, 9);
    Penalty penalty = Penalty.of(5, rows.rows(), Moments.of(rows));
    MixtureStatistics statistics = ExpectationStep.of(start, rows).statistics();
    double best = expected(statistics, statistics.maximise(penalty), penalty);
    for (int seed = 0; seed < 20; seed++) {
      // Other sound components of the same constraint: those of other rows near by.
      RowBlock others = Populations.rows(start, 300, 100 + seed);
      Mixture other = ExpectationStep.of(start, others).statistics().maximise(penalty);
      assertTrue(best > expected(statistics, other, penalty));
    }
  }

  /** E log f of the statistics' rows under components: −Σ n_k [KL + entropy] up to a constant. */
  private double expected(MixtureStatistics statistics, Mixture at, Penalty penalty) {
    List<Component> own = family.maximise(statistics.components(), Penalty.NONE);
    double sum = family.penaltyTerm(at.components(), penalty);
    for (int k = 0; k < K; k++) {
      sum -=
          statistics.weights()[k] * crossEntropy(statistics.components().get(k), own.get(k), at, k);
    }
    return sum;
  }

  /** −E log f_k over rows with those statistics, by rows that have exactly them. */
  private double crossEntropy(
      ComponentStatistics statistics, Component own, Mixture at, int component) {
    RowBlock rows = rowsWith(statistics);
    double[] out = Populations.logDensities(family, at.component(component), rows);
    double sum = 0;
    for (double value : out) {
      sum -= value;
    }
    return sum / rows.rows();
  }

  /** 2d rows at ± √d standard deviations along each axis of the statistics' mean and scatter. */
  private RowBlock rowsWith(ComponentStatistics statistics) {
    List<NamedArray> arrays = family.write(statistics);
    double n = NamedArray.find(arrays, "weight", 1)[0];
    double[] mean = NamedArray.find(arrays, "mean", D);
    double[] scatter = NamedArray.find(arrays, "scatter");
    double[] packed = new double[D * (D + 1) / 2];
    for (int j = 0; j < D; j++) {
      for (int l = 0; l <= j; l++) {
        double value =
            scatter.length == D ? (j == l ? scatter[j] : 0) : scatter[j * (j + 1) / 2 + l];
        packed[j * (j + 1) / 2 + l] = value / n;
      }
    }
    double[] factor = org.mixreduce.core.linear.PackedCholesky.of(packed, D, 0).factor();
    RowBlockBuilder builder = new RowBlockBuilder(D);
    for (int axis = 0; axis < D; axis++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        double[] row = mean.clone();
        for (int j = axis; j < D; j++) {
          row[j] += sign * Math.sqrt(D) * factor[j * (j + 1) / 2 + axis];
        }
        builder.add(row, 1);
      }
    }
    return builder.build();
  }

  @Test
  public void divergenceIsNotNegativeAndZeroOnItself() {
    for (int seed = 0; seed < 20; seed++) {
      Mixture a = mixture(20 + seed);
      Mixture b = mixture(50 + seed);
      for (int k = 0; k < K; k++) {
        assertEquals(0, family.divergence(a.component(k), a.component(k)), 1e-13);
        assertTrue(family.divergence(a.component(k), b.component(k)) > 0);
      }
    }
  }

  @Test
  public void divergenceUpToALimitIsTheSameBelowItAndNeverFallsShortOfIt() {
    // Five variables: more than one block of columns for those that work in fours.
    Mixture near = Populations.mixture(family, 4, 5, 0.1, 81);
    Mixture far = Populations.mixture(family, 4, 5, 5, 82);
    for (Component from : near.components()) {
      for (Component to : concat(near.components(), far.components())) {
        double whole = family.divergence(from, to);
        for (double share : new double[] {0, 1e-6, 0.01, 0.3, 0.7, 0.99, 1}) {
          assertTrue(family.divergence(from, to, share * whole) >= share * whole);
        }
        assertEquals(whole, family.divergence(from, to, Math.nextUp(whole)), 0);
        assertEquals(whole, family.divergence(from, to, 2 * whole + 1), 0);
        assertEquals(whole, family.divergence(from, to, Double.POSITIVE_INFINITY), 0);
      }
    }
  }

  private static List<Component> concat(List<Component> a, List<Component> b) {
    List<Component> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }

  @Test
  public void mergerCostIsTheDivergencesFromTheBarycentre() {
    for (double spread : new double[] {0.01, 1, 100}) {
      Mixture mixture = Populations.mixture(family, 2, 5, spread, 91);
      Component a = mixture.component(0);
      Component b = mixture.component(1);
      Component merged = family.barycentre(a, 30, b, 50);
      double expected = 30 * family.divergence(a, merged) + 50 * family.divergence(b, merged);
      // Eighty rows' worth of log densities, of which every one has the size of ten.
      assertEquals(expected, family.mergerCost(a, 30, b, 50), 1e-12 * 800);
      assertEquals(0, family.mergerCost(a, 30, a, 50), 1e-12 * 800);
    }
  }

  @Test
  public void barycentreCostsLessThanAnyOtherComponent() {
    Mixture mixture = Populations.mixture(family, 2, 3, 1, 92);
    Component a = mixture.component(0);
    Component b = mixture.component(1);
    double least = family.mergerCost(a, 30, b, 50);
    for (int seed = 0; seed < 20; seed++) {
      Component other = Populations.mixture(family, 1, 3, 1, 300 + seed).component(0);
      assertTrue(least < 30 * family.divergence(a, other) + 50 * family.divergence(b, other));
    }
    // Near by, where it matters: weights that are a little off.
    Component near = family.barycentre(a, 31, b, 50);
    assertTrue(least < 30 * family.divergence(a, near) + 50 * family.divergence(b, near));
  }

  @Test
  public void divergenceIsTheMeanLogRatio() {
    Component from = mixture(31).component(0);
    Component to = mixture(31).component(1);
    RandomGenerator random = new Seed(32).generator();
    int draws = 40_000;
    RowBlockBuilder builder = new RowBlockBuilder(D);
    double[] row = new double[D];
    for (int i = 0; i < draws; i++) {
      family.draw(from, random, row);
      builder.add(row, 1);
    }
    RowBlock rows = builder.build();
    double[] out = Populations.logDensities(family, from, rows);
    double[] other = Populations.logDensities(family, to, rows);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      double ratio = out[i] - other[i];
      sum += ratio;
      squares += ratio * ratio;
    }
    double mean = sum / draws;
    double error = Math.sqrt((squares / draws - mean * mean) / draws);
    assertEquals(family.divergence(from, to), mean, 4 * error);
  }

  @Test
  public void expectedStatisticsGiveTheComponentBack() {
    Mixture mixture = mixture(41);
    List<ComponentStatistics> statistics = new ArrayList<>();
    for (int k = 0; k < K; k++) {
      statistics.add(family.expectedStatistics(mixture.component(k), 10 + k));
    }
    List<Component> again = family.maximise(statistics, Penalty.NONE);
    for (int k = 0; k < K; k++) {
      assertEquals(0, family.divergence(mixture.component(k), again.get(k)), 1e-12);
    }
  }

  @Test
  public void parametersAndStatisticsSurviveStorage() {
    Mixture mixture = mixture(51);
    for (Component component : mixture.components()) {
      assertEquals(family.write(component), family.write(family.read(family.write(component))));
      ComponentStatistics statistics = family.expectedStatistics(component, 7);
      assertEquals(
          family.write(statistics), family.write(family.readStatistics(family.write(statistics))));
    }
  }

  @Test
  public void aComponentWithoutRowsIsDegenerate() {
    List<ComponentStatistics> statistics = family.accumulator(List.of(new double[D])).statistics();
    try {
      family.maximise(statistics, Penalty.NONE);
    } catch (DegenerateComponentException e) {
      assertEquals(0, e.component());
      return;
    }
    throw new AssertionError("no rows must be degenerate");
  }

  @Test
  public void aPointMassIsDegenerateWithoutPenaltyAndSoundWithIt() {
    RowBlock rows = Populations.rows(mixture(61), 100, 62);
    Moments global = Moments.of(rows);
    RowBlockBuilder builder = new RowBlockBuilder(D);
    for (int i = 0; i < 30; i++) {
      builder.add(new double[] {0.1, 0.2, 0.3}, 1);
    }
    RowBlock atom = builder.build();
    List<ComponentStatistics> statistics = HardAssignment.ofOne(family, atom).components();
    List<Component> sound = family.maximise(statistics, Penalty.of(1, 100, global));
    assertTrue(Double.isFinite(family.penaltyTerm(sound, Penalty.of(1, 100, global))));
    try {
      family.maximise(statistics, new Penalty(0, global));
    } catch (DegenerateComponentException e) {
      return;
    }
    throw new AssertionError("a point mass has no finite maximum");
  }

  @Test
  public void aFarRowKeepsItsPosteriors() {
    Mixture mixture = mixture(71);
    RowBlock far = RowBlock.ofRows(new double[][] {{1e8, -1e8, 1e8}});
    PosteriorKernel kernel = new PosteriorKernel(mixture);
    kernel.evaluate(far, 0, 1);
    double sum = 0;
    for (int k = 0; k < K; k++) {
      sum += kernel.posterior(0, k);
    }
    assertEquals(1, sum, 1e-12);
    assertTrue(kernel.logDensity(0) < -1e10);
  }

  @Test
  public void parametersAreAsManyAsAreFree() {
    for (int k = 1; k <= 3; k++) {
      for (int d = 1; d <= 4; d++) {
        List<ReportedParameter> list = family.parameters(k, d);
        assertEquals(family.freeParameters(k, d), list.size());
        assertEquals(list.size(), new HashSet<>(list).size());
        Mixture mixture = Populations.mixture(family, k, d, 1, 10 * k + d);
        assertEquals(list.size(), family.parameterValues(mixture.components()).length);
        for (ReportedParameter parameter : list) {
          assertTrue(parameter.toString(), parameter.component() < k && parameter.variable() < d);
          assertTrue(parameter.toString(), parameter.other() < d);
        }
      }
    }
  }

  @Test
  public void parameterValuesDetermineTheComponents() {
    for (int k = 1; k <= 3; k++) {
      Mixture mixture = Populations.mixture(family, k, D, 2, 93 + k);
      double[] values = family.parameterValues(mixture.components());
      List<Component> again = family.ofParameterValues(values, k, D);
      for (int c = 0; c < k; c++) {
        // What a root, a square, two quotients and two products round, a few ulp of elements of
        // size one, becomes their square in a divergence, beside the rounding of its logarithms.
        assertEquals(0, family.divergence(mixture.component(c), again.get(c)), 1e-14);
      }
      double[] valuesAgain = family.parameterValues(again);
      for (int i = 0; i < values.length; i++) {
        assertEquals(values[i], valuesAgain[i], 1e-14 * Math.max(1, Math.abs(values[i])));
      }
    }
  }

  /** A parameter's scale says which numbers it can be. */
  @Test
  public void impossibleParameterValuesAreRefused() {
    List<ReportedParameter> list = family.parameters(K, D);
    for (int i = 0; i < list.size(); i++) {
      double[] impossible =
          switch (list.get(i).scale()) {
            case IDENTITY -> new double[] {Double.NaN, Double.POSITIVE_INFINITY};
            case LOGARITHM -> new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY};
            case LOGIT, FISHER_Z -> new double[] {1, -1, 1.5, -2, Double.NaN};
          };
      for (double value : impossible) {
        double[] values = family.parameterValues(mixture(94).components());
        values[i] = value;
        assertRefused(list.get(i) + " = " + value, values);
      }
    }
  }

  /** Two variables cannot both follow a third and yet oppose each other. */
  @Test
  public void impossibleCorrelationsAreRefused() {
    List<ReportedParameter> list = family.parameters(K, D);
    double[] values = family.parameterValues(mixture(95).components());
    boolean correlated = false;
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).scale() == ParameterScale.FISHER_Z) {
        values[i] = list.get(i).variable() == 2 && list.get(i).other() == 1 ? -0.9 : 0.9;
        correlated = true;
      }
    }
    if (correlated) {
      assertRefused("correlations 0.9, 0.9, -0.9", values);
    }
  }

  private void assertRefused(String what, double[] values) {
    try {
      family.ofParameterValues(values, K, D);
    } catch (IllegalArgumentException e) {
      return;
    }
    throw new AssertionError(what + " must be refused");
  }
}
