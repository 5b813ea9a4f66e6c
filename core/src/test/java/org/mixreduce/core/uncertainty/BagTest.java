package org.mixreduce.core.uncertainty;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.fit.EmSettings;
import org.mixreduce.core.fit.ExpectationMaximisation;
import org.mixreduce.core.fit.HardAssignment;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Golden;
import org.mixreduce.core.testing.Populations;
import org.mixreduce.core.uncertainty.Bag.Replication;

public class BagTest {

  private static Penalty none(RowBlock rows) {
    return new Penalty(0, Moments.of(rows));
  }

  private static Replication exactly(int replicates) {
    return new Replication(replicates, replicates, 0);
  }

  private static Mixture normals(double... means) {
    ComponentFamily family = Families.ofShape("VVV");
    List<Component> components =
        Arrays.stream(means)
            .mapToObj(
                mean ->
                    family.read(
                        List.of(
                            new NamedArray("mean", new double[] {mean}),
                            new NamedArray("covariance", new double[] {1}))))
            .toList();
    double[] counts = new double[means.length];
    Arrays.fill(counts, 1);
    return Mixture.ofCounts(family, counts, components);
  }

  /** Five hundred rows stand for a million: variances are those of a million, σ² / N. */
  @Test
  public void aSmallBagHasTheVarianceOfAllRows() {
    ComponentFamily family = Families.ofShape("VVV");
    double total = 1e6;
    for (double weight : new double[] {1, 7}) {
      RowBlock drawn = Populations.rows(Populations.mixture(family, 1, 2, 1, 1), 500, 2);
      double[] weights = new double[500];
      Arrays.fill(weights, weight);
      RowBlock rows = drawn.withWeights(weights);
      Mixture estimate =
          Mixture.of(
              family,
              new double[] {1},
              family.maximise(HardAssignment.ofOne(family, rows).components(), Penalty.NONE));
      int replicates = 2000;
      BagSpread spread =
          new Bag(rows, total, none(rows), exactly(replicates)).spread(estimate, new Seed(3));
      assertEquals(replicates, spread.replicates());
      assertEquals(500, spread.rows());
      double[] deviations = estimate.component(0).standardDeviations();
      for (int j = 0; j < 2; j++) {
        double deviation = deviations[j];
        // Of a variance from so many normal replicates, relative.
        double error = 4 * Math.sqrt(2.0 / replicates);
        assertEquals(1, spread.variances()[j] / (deviation * deviation / total), error);
        double logarithm = fourth(rows, j, estimate.component(0).mean()[j], deviation) / total;
        assertEquals(1, spread.scaledVariances()[2 + j] / logarithm, error);
        assertEquals(1, spread.variances()[2 + j] / (deviation * deviation * logarithm), error);
      }
    }
  }

  /** The variance of the influence (u² − 1) / 2 of a row on a log standard deviation. */
  private static double fourth(RowBlock rows, int j, double mean, double deviation) {
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      double u = (rows.value(i, j) - mean) / deviation;
      sum += Math.pow((u * u - 1) / 2, 2) / rows.rows();
    }
    return sum;
  }

  @Test
  public void theSameSeedGivesTheSameNumbers() {
    Mixture mixture = normals(0, 3);
    RowBlock rows = Populations.rows(mixture, 300, 4);
    Bag bag = new Bag(rows, 1e5, none(rows), exactly(20));
    BagSpread first = bag.spread(mixture, new Seed(5));
    BagSpread again = bag.spread(mixture, new Seed(5));
    BagSpread other = bag.spread(mixture, new Seed(6));
    assertArrayEquals(first.variances(), again.variances(), 0);
    assertArrayEquals(first.scaledVariances(), again.scaledVariances(), 0);
    assertFalse(Arrays.equals(first.variances(), other.variances()));
  }

  /**
   * Two components that overlap, of equal weight: a replicate that swapped them would move both
   * means by their distance.
   */
  @Test
  public void replicatesKeepTheirLabels() {
    Mixture mixture = normals(-1.5, 1.5);
    RowBlock rows = Populations.rows(mixture, 400, 7);
    Mixture estimate =
        ExpectationMaximisation.run(rows, mixture, none(rows), EmSettings.THOROUGH).mixture();
    BagSpread spread = new Bag(rows, 400, none(rows), exactly(300)).spread(estimate, new Seed(8));
    assertEquals(300, spread.replicates());
    double[] sandwich =
        Sandwich.sums(estimate, rows, 400)
            .flatMap(sums -> Sandwich.scaledStandardErrors(estimate, sums, 400, none(rows)))
            .orElseThrow();
    List<ReportedParameter> list = MixtureParameters.like(estimate).list();
    for (int i = 0; i < list.size(); i++) {
      // One swap of 300 would add 3² / 300 to a variance of 0.03; four hundred rows are few for
      // the sandwich, which is of the limit.
      assertEquals(
          list.get(i).toString(),
          sandwich[i],
          Math.sqrt(spread.scaledVariances()[i]),
          0.3 * sandwich[i]);
    }
  }

  @Test
  public void aBagThatCannotCarryTheComponentsCountsAsFailed() {
    // Nobody is near the third.
    RowBlock rows = Populations.rows(normals(0, 4), 30, 9);
    Bag bag = new Bag(rows, 1000, none(rows), new Replication(20, 40, 0.1));
    BagSpread spread = bag.spread(normals(0, 4, 500), new Seed(10));
    assertEquals(0, spread.replicates());
    assertEquals(20, spread.failures());
    assertFalse(spread.usable());
    for (double variance : spread.variances()) {
      assertTrue(Double.isNaN(variance));
    }
  }

  /** One row in forty is the second component's: a replicate without it, one of e, fails. */
  @Test
  public void replicatesThatLoseAComponentAreCountedAndLeftOut() {
    RowBlockBuilder builder = new RowBlockBuilder(1);
    RowBlock near = Populations.rows(normals(0), 39, 11);
    for (int i = 0; i < near.rows(); i++) {
      builder.add(near.row(i), 1);
    }
    builder.add(new double[] {50}, 1);
    RowBlock rows = builder.build();
    Penalty penalty = Penalty.of(1, 40, Moments.of(rows));
    Bag bag = new Bag(rows, 40, penalty, exactly(200));
    BagSpread spread = bag.spread(normals(0, 50), new Seed(12));
    assertEquals(200, spread.replicates() + spread.failures());
    double share = Math.pow(39.0 / 40, 40);
    assertEquals(200 * share, spread.failures(), 4 * Math.sqrt(200 * share * (1 - share)));
    assertTrue(spread.usable());
  }

  /** Normal replicates know a standard error to 1 / √2r: to a tenth with fifty. */
  @Test
  public void replicatesAreAddedUntilTheySettle() {
    Mixture mixture = normals(0);
    RowBlock rows = Populations.rows(mixture, 500, 13);
    for (double target : new double[] {0.1, 0.07}) {
      BagSpread spread =
          new Bag(rows, 1e5, none(rows), new Replication(20, 400, target))
              .spread(mixture, new Seed(14));
      double expected = 1 / (2 * target * target);
      // The kurtosis of so few is known to a half or so, and it is looked at every ten.
      assertEquals(expected, spread.replicates(), expected / 2 + 10);
      assertEquals(0, spread.replicates() % 10);
    }
  }

  @Test
  public void replicatesAreAtLeastAndAtMostSoMany() {
    Mixture mixture = normals(0);
    RowBlock rows = Populations.rows(mixture, 200, 15);
    Seed seed = new Seed(16);
    Bag patient = new Bag(rows, 1e5, none(rows), new Replication(20, 400, 10));
    assertEquals(20, patient.spread(mixture, seed).replicates());
    Bag never = new Bag(rows, 1e5, none(rows), new Replication(20, 70, 0));
    assertEquals(70, never.spread(mixture, seed).replicates());
  }

  /** The average of eight bags that know their spread to 11 % knows it to 4 %. */
  @Test
  public void aTargetIsForTheAverageOfAllBags() {
    assertEquals(
        Replication.ofBags(1).relativeError(),
        Replication.ofBags(8).relativeError() / Math.sqrt(8),
        1e-15);
  }

  /**
   * All rows in one bag is Efron's bootstrap: standard errors are those of mclust 6.0.0, by 20,000
   * replicates run to convergence.
   */
  @Test
  public void oneBagOfAllRowsIsMclustsBootstrap() {
    RowBlock rows = Golden.rows("faithful.csv");
    Golden fits = Golden.of("mclust-fits.properties");
    Golden golden = Golden.of("mclust-bootstrap.properties");
    ComponentFamily family = Families.ofShape("VVV");
    double[] means = fits.numbers("faithful.VVV.2.means");
    Mixture start =
        Mixture.ofCounts(
            family,
            fits.numbers("faithful.VVV.2.weights"),
            List.of(component(family, means[0], means[1]), component(family, means[2], means[3])));
    Mixture estimate =
        ExpectationMaximisation.run(rows, start, none(rows), EmSettings.THOROUGH).mixture();
    int replicates = 5000;
    BagSpread spread =
        new Bag(rows, 272, none(rows), exactly(replicates)).spread(estimate, new Seed(17));
    assertEquals(replicates, spread.replicates());
    double[] errors = Arrays.stream(spread.variances()).map(Math::sqrt).toArray();
    // Both have a Monte Carlo error: √((κ − 1) / 4r) with a kurtosis κ of 3.8 at most.
    double error = Math.sqrt(2.8 / 4 / replicates + 2.8 / 4 / golden.number("replicates"));
    List<ReportedParameter> list = MixtureParameters.like(estimate).list();
    int[] next = new int[4];
    for (int i = 0; i < errors.length; i++) {
      int kind =
          List.of("weight", "mean", "standard_deviation", "correlation")
              .indexOf(list.get(i).name());
      String key = List.of("weights", "means", "standard_deviations", "correlations").get(kind);
      double expected = golden.numbers("faithful.VVV.2." + key)[next[kind]++];
      assertEquals(list.get(i).toString(), 1, errors[i] / expected, 4 * error);
    }
  }

  private static Component component(ComponentFamily family, double... mean) {
    return family.read(
        List.of(
            new NamedArray("mean", mean), new NamedArray("covariance", new double[] {1, 0, 40})));
  }
}
