package org.mixreduce.core.aggregate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.local.LocalFitter;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

public class AggregationTest {

  private static final int B = 10;
  private static final int N = 12_000;
  private static final Seed ROOT = new Seed(5);
  private static final ComponentFamily FAMILY = Families.ofShape("VVV");
  private static final Mixture TRUTH = Populations.mixture(FAMILY, 3, 2, 3, 21);

  private static List<RowBlock> shuffled() {
    List<RowBlock> subsets = new ArrayList<>();
    for (int b = 0; b < B; b++) {
      subsets.add(Populations.rows(TRUTH, N / B, 40 + b));
    }
    return subsets;
  }

  private static List<RowBlock> sortedByComponent() {
    List<RowBlock> subsets = new ArrayList<>();
    for (int b = 0; b < B; b++) {
      int k = b * 3 / B;
      Mixture one = Mixture.of(FAMILY, new double[] {1}, List.of(TRUTH.component(k)));
      subsets.add(Populations.rows(one, N / B, 40 + b));
    }
    return subsets;
  }

  private static RowBlock all(List<RowBlock> subsets) {
    double[][] rows = new double[N][];
    int i = 0;
    for (RowBlock subset : subsets) {
      for (int j = 0; j < subset.rows(); j++) {
        rows[i++] = subset.row(j);
      }
    }
    return RowBlock.ofRows(rows);
  }

  private static Candidate candidate(List<RowBlock> subsets, int k, Optional<RowBlock> pool) {
    Moments global = Moments.of(all(subsets));
    CandidateKey key = new CandidateKey(FAMILY.type(), k);
    LocalFitter fitter = new LocalFitter(global, FitSettings.DEFAULTS, ROOT);
    Aggregation aggregation =
        new Aggregation(key, new AggregationSettings(global, pool, FitSettings.DEFAULTS, B, ROOT));
    List<LocalFit> fits = new ArrayList<>();
    for (int b = 0; b < B; b++) {
      SubsetId id = new SubsetId("part", 0, b);
      fits.add(fitter.fit(id, subsets.get(b), key, 2, Optional.empty()));
    }
    fits.forEach(aggregation::add);
    return aggregation.finish(fits);
  }

  private static double exactBic(List<RowBlock> subsets, int k) {
    RowBlock rows = all(subsets);
    Expectation best =
        new MixtureFitter(rows, Moments.of(rows), FitSettings.DEFAULTS, ROOT)
            .fit(FAMILY, k, Optional.empty())
            .orElseThrow()
            .expectation();
    long parameters = Mixture.freeParameters(FAMILY, k, 2);
    return Criterion.BIC.of(new Criterion.Score(N, best.logLikelihood(), 0, parameters));
  }

  /**
   * At the true K within a quarter of BIC's price of a component, 6 log N = 56; without H it would
   * be (B − 1) ν = 153 too low on shuffled rows, and thousands on sorted ones. With a component too
   * many, never so low that it would be chosen; spare components of different subsets lie in
   * different places, so that their reduction loses something and the criterion is too high.
   */
  private static void isNearlyTheExactBic(List<RowBlock> subsets, double tolerance) {
    double three = candidate(subsets, 3, Optional.empty()).pseudoBic().value();
    assertEquals(exactBic(subsets, 3), three, tolerance);
    double four = candidate(subsets, 4, Optional.empty()).pseudoBic().value();
    assertTrue(four + " > " + three, four > three);
  }

  @Test
  public void pseudoBicOfShuffledRowsIsNearlyTheExact() {
    isNearlyTheExactBic(shuffled(), 14);
  }

  /**
   * Here every local fit has two spare components, of which the error of H is of second order, so
   * one and a half prices of a component are allowed. H is thousands of nats.
   */
  @Test
  public void pseudoBicOfSortedRowsIsNearlyTheExact() {
    isNearlyTheExactBic(sortedByComponent(), 84);
  }

  /** A polish on 300 of 12,000 rows lies N ν / (2 m) = 340 nats below the maximum by itself. */
  @Test
  public void aSmallSampleDoesNotSpoilThePseudoBic() {
    List<RowBlock> subsets = shuffled();
    RowBlock few = subsets.get(0).select(range(300));
    double with = candidate(subsets, 3, Optional.of(few)).pseudoBic().value();
    double without = candidate(subsets, 3, Optional.empty()).pseudoBic().value();
    assertEquals(without, with, 0);
  }

  /** The sample adds mixtures to compare with and takes none away; here it is all rows. */
  @Test
  public void theLeastDivergenceIsTakenOverAllThatWasFound() {
    List<RowBlock> subsets = shuffled();
    Candidate without = candidate(subsets, 2, Optional.empty());
    Candidate with = candidate(subsets, 2, Optional.of(all(subsets)));
    assertTrue(with.pseudoBic().divergence() <= without.pseudoBic().divergence());
    assertEquals(without.pseudoBic().optimism(), with.pseudoBic().optimism(), 0);
  }

  private static int[] range(int count) {
    int[] places = new int[count];
    Arrays.setAll(places, i -> i);
    return places;
  }
}
