package org.mixreduce.core.reduce;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.PosteriorKernel;
import org.mixreduce.core.testing.Populations;

@RunWith(Parameterized.class)
public class KlReductionTest {

  private final ComponentFamily family;

  public KlReductionTest(ModelType type) {
    family = Families.of(type);
  }

  @Parameters(name = "{0}")
  public static List<ModelType> types() {
    return Families.types();
  }

  private static double distance(Mixture a, Mixture b) {
    return MixtureDivergence.estimate(a, b, 20_000, new Seed(77));
  }

  @Test
  public void alternatingNeverIncreasesTheObjective() {
    ComponentPool pool = new ComponentPool(family);
    for (int b = 0; b < 10; b++) {
      pool.add(Populations.mixture(family, 4, 2, 2, b), 100 + b);
    }
    for (int seed = 0; seed < 5; seed++) {
      Mixture start = Populations.mixture(family, 4, 2, 2, 100 + seed);
      double last = Double.POSITIVE_INFINITY;
      List<Component> centres = start.components();
      for (int step = 0; step < 10; step++) {
        Reduction one = Clustering.run(pool, centres, ReductionStart.LOCAL_MIXTURE, 1);
        // J is a mean of terms of size 1: rounding only.
        assertTrue(one.objective() <= last + 1e-12);
        last = one.objective();
        centres = one.mixture().components();
      }
    }
  }

  @Test
  public void reducingCopiesGivesTheMixtureBack() {
    Mixture truth = Populations.mixture(family, 3, 2, 4, 1);
    KlReduction reduction = new KlReduction(family, 3, new Seed(2));
    for (int b = 0; b < 20; b++) {
      reduction.add(truth, 100);
    }
    Reduction reduced = reduction.reduce();
    assertEquals(0, reduced.objective(), 1e-10);
    assertEquals(0, distance(truth, reduced.mixture()), 1e-8);
  }

  @Test
  public void rowsSortedByComponentAreNoObstacle() {
    Mixture truth = Populations.mixture(family, 3, 2, 6, 3);
    KlReduction reduction = new KlReduction(family, 3, new Seed(4));
    Mixture[] pure = new Mixture[3];
    for (int k = 0; k < 3; k++) {
      pure[k] = Mixture.of(family, new double[] {1}, List.of(truth.component(k)));
    }
    for (int b = 0; b < 12; b++) {
      int k = b / 4;
      RowBlock rows = Populations.rows(pure[k], 2000, 50 + b);
      reduction.add(localFit(rows, 3), truth.weight(k) * 500);
    }
    Reduction reduced = reduction.reduce();
    // The local fits split each component in three and sampling moves them: far below the 0.7
    // nats or more that losing a component of this population costs.
    assertTrue("" + distance(truth, reduced.mixture()), distance(truth, reduced.mixture()) < 0.1);
  }

  private Mixture localFit(RowBlock rows, int k) {
    return new MixtureFitter(
            rows, Moments.of(rows), FitSettings.DEFAULTS.withStarts(2), new Seed(9))
        .fit(family, k, Optional.empty())
        .orElseThrow()
        .mixture();
  }

  @Test
  public void groupsOfGroupsGiveWhatOneGroupWould() {
    Mixture truth = Populations.mixture(family, 3, 2, 5, 5);
    KlReduction reduction = new KlReduction(family, 3, new Seed(6));
    int mixtures = 5 * reduction.groupComponents() / 3;
    for (int b = 0; b < mixtures; b++) {
      reduction.add(perturbed(truth, b), 100);
    }
    assertTrue(distance(truth, reduction.reduce().mixture()) < 1e-3);
  }

  @Test
  public void componentsThatWaitGrowWithTheLogarithmOfTheMixtures() {
    int k = 4;
    KlReduction reduction = new KlReduction(family, k, new Seed(8));
    int group = reduction.groupComponents();
    int most = 0;
    for (int n = 1; n * k <= 20 * group; n++) {
      reduction.add(Populations.mixture(family, k, 1, 5, n % 50), 100);
      int levels = n * k < group ? 0 : 1 + (int) (Math.log(n * k / group) / Math.log(4));
      assertTrue(reduction.waiting() < group * (1 + 0.75 * levels));
      most = Math.max(most, reduction.waiting());
    }
    assertTrue("the bound is reached within a mixture", most >= group * (1 + 0.75 * 2) - k);
  }

  @Test
  public void theSameMixturesAndSeedGiveTheSameBytes() {
    assertEquals(written(reduced(9)), written(reduced(9)));
    assertFalse(written(reduced(9)).equals(written(reduced(10))));
  }

  /** Of so many different mixtures, with so little between them, that seeds matter. */
  private List<Component> reduced(long seed) {
    KlReduction reduction = new KlReduction(family, 3, new Seed(seed));
    for (int b = 0; b * 3 < 2 * reduction.groupComponents(); b++) {
      reduction.add(Populations.mixture(family, 3, 2, 1, b), 100);
    }
    return reduction.reduce().mixture().components();
  }

  private Mixture perturbed(Mixture truth, int seed) {
    RowBlock rows = Populations.rows(truth, 300, 1000 + seed);
    return org.mixreduce.core.fit.ExpectationStep.of(truth, rows)
        .statistics()
        .maximise(org.mixreduce.core.family.Penalty.NONE);
  }

  @Test
  public void fewerComponentsThanAskedForAreLeftAsTheyAre() {
    KlReduction reduction = new KlReduction(family, 5, new Seed(7));
    reduction.add(Populations.mixture(family, 2, 2, 3, 8), 10);
    Reduction reduced = reduction.reduce();
    assertEquals(ReductionStart.NOTHING_TO_REDUCE, reduced.start());
    assertEquals(2, reduced.mixture().size());
  }

  @Test
  public void mergingKeepsWeightAndMean() {
    ComponentPool pool = new ComponentPool(family);
    for (int b = 0; b < 6; b++) {
      pool.add(Populations.mixture(family, 2, 2, 2, 200 + b), 10);
    }
    List<Component> one = PairwiseMerging.run(pool, 1);
    double[] mean = new double[2];
    for (int i = 0; i < pool.size(); i++) {
      for (int j = 0; j < 2; j++) {
        mean[j] += pool.weight(i) * pool.component(i).mean()[j] / pool.totalWeight();
      }
    }
    org.junit.Assert.assertArrayEquals(mean, one.get(0).mean(), 1e-12);
    assertEquals(4, PairwiseMerging.run(pool, 4).size());
  }

  @Test
  public void mergingTakesTheCheapestOfAllPairsEveryTime() {
    for (int seed = 0; seed < 5; seed++) {
      ComponentPool pool = new ComponentPool(family);
      for (int b = 0; b < 8; b++) {
        pool.add(Populations.mixture(family, 4, 2, 1, 500 + 10 * seed + b), 10 + b);
      }
      for (int k : new int[] {20, 5, 1}) {
        assertEquals(written(cheapestFirst(pool, k)), written(PairwiseMerging.run(pool, k)));
      }
    }
  }

  private List<List<NamedArray>> written(List<Component> components) {
    return components.stream().map(family::write).toList();
  }

  /** Greedy merging without any bookkeeping. */
  private List<Component> cheapestFirst(ComponentPool pool, int k) {
    List<Component> left = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int i = 0; i < pool.size(); i++) {
      left.add(pool.component(i));
      weights.add(pool.weight(i));
    }
    while (left.size() > k) {
      int first = 1;
      int second = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < left.size(); i++) {
        for (int j = 0; j < i; j++) {
          double cost = family.mergerCost(left.get(i), weights.get(i), left.get(j), weights.get(j));
          if (cost < least) {
            least = cost;
            first = i;
            second = j;
          }
        }
      }
      Component merged =
          family.barycentre(
              left.get(first), weights.get(first), left.get(second), weights.get(second));
      left.set(first, merged);
      weights.set(first, weights.get(first) + weights.get(second));
      left.remove(second);
      weights.remove(second);
    }
    return left;
  }

  @Test
  public void divergenceOfSingleComponentsIsTheClosedForm() {
    List<Mixture> singles = new ArrayList<>();
    for (int seed = 0; seed < 2; seed++) {
      singles.add(Populations.mixture(family, 1, 2, 0.5, 300 + seed));
    }
    double exact = family.divergence(singles.get(0).component(0), singles.get(1).component(0));
    double sum = 0;
    double squares = 0;
    int repeats = 100;
    for (int r = 0; r < repeats; r++) {
      double estimate =
          MixtureDivergence.estimate(singles.get(0), singles.get(1), 1000, new Seed(r));
      sum += estimate;
      squares += estimate * estimate;
    }
    double mean = sum / repeats;
    double error = Math.sqrt((squares / repeats - mean * mean) / repeats);
    assertEquals(exact, mean, 4 * error);
  }

  @Test
  public void divergenceOfAMixtureFromItselfIsExactlyZero() {
    Mixture mixture = Populations.mixture(family, 3, 2, 2, 400);
    assertEquals(0, MixtureDivergence.estimate(mixture, mixture, 100, new Seed(1)), 0);
  }

  /** As on sorted rows: log f − log g is −log π or nothing, by the component a row comes from. */
  @Test
  public void divergenceOfAPartFromItsWholeIsHardlyLeftToChance() {
    Mixture whole = Populations.mixture(family, 3, 2, 200, 500);
    for (int k = 0; k < 3; k++) {
      Mixture part = Mixture.of(family, new double[] {1}, List.of(whole.component(k)));
      for (int r = 0; r < 10; r++) {
        // Terms are −log π but where a draw from the bridge lies elsewhere, which at 1e-3 of a row
        // in
        // 250 hardly one of all 11,250 does. With the whole for a bridge and its components left to
        // chance the standard error would be 0.02 nats.
        assertEquals(
            -Math.log(whole.weight(k)),
            MixtureDivergence.estimate(part, whole, 1000, new Seed(r)),
            0.01);
      }
    }
  }

  /** A fit to the rows of one component of three: only the fit's own error may make noise. */
  @Test
  public void noiseIsThatOfTheFitAndNotOfTheShare() {
    Mixture whole = Populations.mixture(family, 3, 2, 200, 700);
    Mixture one = Mixture.of(family, new double[] {1}, List.of(whole.component(0)));
    Mixture fitted = localFit(Populations.rows(one, 3000, 701), 1);
    int repeats = 40;
    double sum = 0;
    double squares = 0;
    double plain = 0;
    for (int r = 0; r < repeats; r++) {
      double estimate = MixtureDivergence.estimate(fitted, whole, 2000, new Seed(r));
      sum += estimate;
      squares += estimate * estimate;
      RowBlock rows = Populations.rows(fitted, 2000, 800 + r);
      plain += meanLogRatio(fitted, whole, rows) / repeats;
    }
    double mean = sum / repeats;
    double deviation = Math.sqrt(squares / repeats - mean * mean);
    // The plain mean's standard error is that of 80,000 logarithms with deviations below 1.
    assertEquals(plain, mean, 4 * Math.hypot(deviation / Math.sqrt(repeats), 1 / Math.sqrt(8e4)));
    // Around −log π = 1.5, log f − log g varies by √(ν / n) = 0.03 or so. With the whole for a
    // bridge
    // more than half of that would count, √(1/1500) times: 0.0004 and more. Only its square may,
    // which is 0.00003.
    assertTrue("" + deviation, deviation < 0.0001);
  }

  private static double meanLogRatio(Mixture f, Mixture g, RowBlock rows) {
    PosteriorKernel own = new PosteriorKernel(f);
    PosteriorKernel other = new PosteriorKernel(g);
    double sum = 0;
    for (int i = 0; i < rows.rows(); i += PosteriorKernel.TILE) {
      int count = Math.min(PosteriorKernel.TILE, rows.rows() - i);
      own.evaluate(rows, i, count);
      other.evaluate(rows, i, count);
      for (int j = 0; j < count; j++) {
        sum += own.logDensity(j) - other.logDensity(j);
      }
    }
    return sum / rows.rows();
  }

  /** Draws come in tiles; more of them than a tile holds, and no whole number of tiles. */
  @Test
  public void divergenceOfMixturesIsThatOfManyPlainDraws() {
    Mixture f = Populations.mixture(family, 3, 2, 1, 600);
    Mixture g = Populations.mixture(family, 2, 2, 1, 601);
    int repeats = 50;
    double sum = 0;
    double squares = 0;
    for (int r = 0; r < repeats; r++) {
      double estimate = MixtureDivergence.estimate(f, g, 1001, new Seed(r));
      sum += estimate;
      squares += estimate * estimate;
    }
    double mean = sum / repeats;
    double error = Math.sqrt((squares / repeats - mean * mean) / repeats);
    double plain = meanLogRatio(f, g, Populations.rows(f, 200_000, 602));
    // Of 200,000 logarithms with deviations of 2 nats or less.
    double plainError = 2 / Math.sqrt(2e5);
    assertEquals(plain, mean, 4 * Math.hypot(error, plainError));
  }
}
