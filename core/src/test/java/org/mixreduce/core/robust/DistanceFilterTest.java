package org.mixreduce.core.robust;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.local.LocalFitter;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

public class DistanceFilterTest {

  private static final ComponentFamily VVV = Families.ofShape("VVV");
  private static final Mixture TRUTH = Populations.mixture(VVV, 2, 3, 3, 21);

  /** Local fits of rows of the truth, subset by subset. */
  private static List<LocalFit> honest(int subsets, int rows, long seed) {
    List<LocalFit> fits = new ArrayList<>();
    List<RowBlock> blocks = new ArrayList<>();
    Moments global = Moments.empty(3);
    for (int b = 0; b < subsets; b++) {
      blocks.add(Populations.rows(TRUTH, rows + 17 * (b % 3), 1000 * seed + b));
      global = global.plus(Moments.of(blocks.get(b)));
    }
    LocalFitter fitter =
        new LocalFitter(global, FitSettings.DEFAULTS.withStarts(2), new Seed(seed));
    CandidateKey key = new CandidateKey(VVV.type(), 2);
    for (int b = 0; b < subsets; b++) {
      SubsetId id = new SubsetId("part", 0, b);
      fits.add(fitter.fit(id, blocks.get(b), key, 0, Optional.empty()));
    }
    return fits;
  }

  private static LocalFit with(LocalFit fit, Optional<Mixture> mixture) {
    return fit.with(mixture);
  }

  /** The fit with other means and covariances, and weights. */
  private static LocalFit corrupted(LocalFit fit, double shift, double spread, double[] weights) {
    Mixture mixture = fit.mixture().orElseThrow();
    List<org.mixreduce.core.family.Component> components = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      List<NamedArray> arrays = new ArrayList<>();
      for (NamedArray array : VVV.write(mixture.component(k))) {
        double[] values = array.values().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] = array.name().equals("mean") ? values[i] + shift : values[i] * spread;
        }
        arrays.add(new NamedArray(array.name(), values));
      }
      components.add(VVV.read(arrays));
    }
    return with(fit, Optional.of(Mixture.of(VVV, weights, components)));
  }

  private static List<FitDistance> judge(List<LocalFit> fits) {
    DistanceFilter filter = new DistanceFilter(new Seed(3));
    fits.forEach(filter::add);
    return filter.judge(fits);
  }

  private static List<Integer> outlying(List<LocalFit> fits) {
    return judge(fits).stream()
        .filter(FitDistance::outlying)
        .map(fit -> fit.subset().ordinal())
        .sorted()
        .toList();
  }

  private static double[] weights(LocalFit fit) {
    return fit.mixture().orElseThrow().weights();
  }

  @Test
  public void honestFitsStay() {
    for (int subsets : new int[] {4, 5, 20, 130}) {
      assertEquals(List.of(), outlying(honest(subsets, 300, subsets)));
    }
  }

  @Test
  public void upToTwoInFiveCorruptFitsAreFound() {
    for (int corrupt : new int[] {1, 4, 8}) {
      for (int attack = 0; attack < 3; attack++) {
        List<LocalFit> fits = honest(20, 300, 40 + corrupt);
        List<Integer> expected = new ArrayList<>();
        for (int c = 0; c < corrupt; c++) {
          int b = 2 * c + 1;
          expected.add(b);
          LocalFit fit = fits.get(b);
          fits.set(
              b,
              switch (attack) {
                case 0 -> corrupted(fit, 100 * (c + 1), 1, weights(fit));
                case 1 -> corrupted(fit, 0, 3, weights(fit));
                default -> corrupted(fit, 0, 1, new double[] {0.05, 0.95});
              });
        }
        assertEquals("attack " + attack, expected, outlying(fits));
      }
    }
  }

  /** Of four, one may be corrupt. */
  @Test
  public void fourAreEnoughForOne() {
    List<LocalFit> fits = honest(4, 300, 77);
    fits.set(0, corrupted(fits.get(0), 1, 1, weights(fits.get(0))));
    assertEquals(List.of(0), outlying(fits));
  }

  /** More fits than the centre's sample holds: all are measured all the same. */
  @Test
  public void fitsBeyondTheSampleAreMeasured() {
    List<LocalFit> fits = honest(DistanceFilter.SAMPLE + 20, 200, 5);
    List<Integer> expected = new ArrayList<>();
    for (int b = 0; b < fits.size(); b += 4) {
      fits.set(b, corrupted(fits.get(b), 2, 1, weights(fits.get(b))));
      expected.add(b);
    }
    assertEquals(expected, outlying(fits));
  }

  @Test
  public void theOrderDoesNotMatter() {
    List<LocalFit> fits = honest(DistanceFilter.SAMPLE + 5, 200, 6);
    fits.set(3, corrupted(fits.get(3), 1, 1, weights(fits.get(3))));
    List<FitDistance> expected = judge(fits);
    List<LocalFit> shuffled = new ArrayList<>(fits);
    Collections.shuffle(shuffled, new Random(1));
    List<FitDistance> found = new ArrayList<>(judge(shuffled));
    found.sort(java.util.Comparator.comparing(FitDistance::subset));
    assertEquals(expected, found);
  }

  /** A small subset is farther by chance, and may be. */
  @Test
  public void smallSubsetsMayBeFarther() {
    List<LocalFit> fits = honest(12, 2000, 8);
    List<LocalFit> small = honest(13, 60, 9);
    fits.add(small.get(12));
    List<FitDistance> distances = judge(fits);
    FitDistance last = distances.get(12);
    assertEquals(60, last.rows());
    assertFalse(last.toString(), last.outlying());
    assertTrue(last.threshold() > 10 * distances.get(0).threshold());
  }

  @Test
  public void failedFitsAreNotJudged() {
    List<LocalFit> fits = honest(6, 200, 10);
    fits.set(2, with(fits.get(2), Optional.empty()));
    List<FitDistance> distances = judge(fits);
    assertEquals(5, distances.size());
    assertTrue(distances.stream().noneMatch(fit -> fit.subset().ordinal() == 2));
  }

  @Test
  public void threeAreTooFew() {
    List<LocalFit> fits = honest(4, 200, 11).subList(0, 3);
    DistanceFilter filter = new DistanceFilter(new Seed(3));
    fits.forEach(filter::add);
    assertFalse(filter.canJudge());
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> filter.judge(fits));
    assertTrue(refusal.getMessage(), refusal.getMessage().contains("3 local fits"));
  }

  /** A distance that is no number is no small one. */
  @Test
  public void noNumberIsTooFar() {
    FitDistance fit = new FitDistance(new SubsetId("part", 0, 0), 1, 1, Double.NaN, 2);
    assertTrue(fit.outlying());
    assertEquals(Double.POSITIVE_INFINITY, fit.excess(), 0);
  }

  /**
   * Covariances so far apart that their divergence overflows to no number: of two pairs, neither is
   * the majority, and none must be elected.
   */
  @Test
  public void withoutFiniteDistancesThereIsNoCentre() {
    Mixture tiny = normal(new double[] {1, 1e-78, 1e148, 1}, 2, 1, 1e152);
    Mixture huge = normal(new double[] {1, 1e75, 1, 1}, 1, 0, 1e80);
    assertTrue(Double.isNaN(MomentDistance.between(tiny, huge)));
    List<LocalFit> fits = honest(4, 200, 12);
    for (int b = 0; b < 4; b++) {
      fits.set(b, with(fits.get(b), Optional.of(b % 2 == 0 ? tiny : huge)));
    }
    IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> judge(fits));
    assertTrue(refusal.getMessage(), refusal.getMessage().contains("part:0+0"));
    // With a majority on one side there is a centre, and the others are too far from it.
    fits.set(1, with(fits.get(1), Optional.of(tiny)));
    assertEquals(List.of(3), outlying(fits));
  }

  /** N(0, L Lᵀ) with this diagonal of L and one element below it. */
  private static Mixture normal(double[] diagonal, int row, int column, double below) {
    int d = diagonal.length;
    double[][] factor = new double[d][d];
    for (int i = 0; i < d; i++) {
      factor[i][i] = diagonal[i];
    }
    factor[row][column] = below;
    double[] covariance = new double[PackedCholesky.length(d)];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        for (int m = 0; m < d; m++) {
          covariance[PackedCholesky.index(i, j)] += factor[i][m] * factor[j][m];
        }
      }
    }
    return Mixture.of(
        VVV,
        new double[] {1},
        List.of(
            VVV.read(
                List.of(
                    new NamedArray("mean", new double[d]),
                    new NamedArray("covariance", covariance)))));
  }
}
