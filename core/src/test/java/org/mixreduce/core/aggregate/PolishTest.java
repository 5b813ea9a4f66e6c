package org.mixreduce.core.aggregate;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.EmSettings;
import org.mixreduce.core.fit.ExpectationMaximisation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.Termination;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;

/** Two normal clusters at 0 and 6, of which 4,000 rows were fitted and 100 are pooled. */
public class PolishTest {

  private static final CandidateKey KEY = new CandidateKey(new ModelType("gaussian", "VVV"), 2);

  private RowBlock rows;
  private RowBlock pool;

  @Before
  public void drawRows() {
    var random = new Seed(1).generator();
    double[][] all = new double[4000][1];
    for (double[] row : all) {
      row[0] = (random.nextDouble() < 0.4 ? 0 : 6) + random.nextGaussian();
    }
    rows = RowBlock.ofRows(all);
    pool = RowBlock.ofRows(java.util.Arrays.copyOf(all, 100));
  }

  private static Mixture mixture(double first, double second) {
    ComponentFamily family = Families.of(KEY.type());
    List<org.mixreduce.core.family.Component> components = new ArrayList<>();
    for (double mean : new double[] {first, second}) {
      components.add(
          family.read(
              List.of(
                  new NamedArray("mean", new double[] {mean}),
                  new NamedArray("covariance", new double[] {1}))));
    }
    return Mixture.of(family, new double[] {0.4, 0.6}, components);
  }

  /** Ten local fits that all found the same. */
  private Candidate aggregate(Mixture found, Optional<RowBlock> sample) {
    AggregationSettings settings =
        new AggregationSettings(Moments.of(rows), sample, FitSettings.DEFAULTS, 10, new Seed(2));
    Aggregation aggregation = new Aggregation(KEY, settings);
    List<LocalFit> fits = new ArrayList<>();
    for (int b = 0; b < 10; b++) {
      SubsetId id = new SubsetId("rows", 0, b);
      fits.add(
          new LocalFit(
              KEY,
              id,
              400,
              400,
              Optional.of(found),
              -800,
              -1,
              2,
              1,
              new double[0],
              Termination.CONVERGED,
              9,
              0,
              0,
              ""));
    }
    fits.forEach(aggregation::add);
    return aggregation.finish(fits);
  }

  private double logLikelihood(Mixture mixture) {
    return ExpectationStep.of(mixture, rows).logLikelihood();
  }

  private static double[] means(Mixture mixture) {
    return new double[] {mixture.component(0).mean()[0], mixture.component(1).mean()[0]};
  }

  /** What climbing on the pooled sample leads to. */
  private Mixture climbed(Mixture start) {
    return ExpectationMaximisation.run(
            pool, start, Penalty.of(1, 100, Moments.of(rows)), EmSettings.THOROUGH)
        .mixture();
  }

  @Test
  public void aGoodReductionStaysAsItIs() {
    Mixture found = mixture(0, 6);
    Candidate kept = aggregate(found, Optional.of(pool));
    Mixture reduction = kept.origins().get(Candidate.REDUCTION);
    Mixture alone = aggregate(found, Optional.empty()).origins().get(Candidate.REDUCTION);
    assertArrayEquals(means(alone), means(reduction), 0);
    assertEquals(
        List.of(Candidate.REDUCTION, Candidate.POOL), List.copyOf(kept.origins().keySet()));
    // The truth against a fit of 100 of 4,000 rows: about 40 ν / 2 = 100 nats.
    assertTrue(logLikelihood(reduction) - logLikelihood(climbed(found)) > 20);
  }

  @Test
  public void aBadReductionIsPolished() {
    Mixture found = mixture(1, 4);
    Mixture polished = aggregate(found, Optional.of(pool)).origins().get(Candidate.REDUCTION);
    assertTrue(logLikelihood(polished) - logLikelihood(found) > 1000);
    // The same climb from the same start, to the tolerance of a part of the rows.
    assertArrayEquals(means(climbed(found)), means(polished), 0.02);
  }

  @Test
  public void localFitsAreKeptToBeTriedOnAllRows() {
    Candidate ten = aggregate(mixture(0, 6), Optional.of(pool));
    assertEquals(Candidate.LOCALS, ten.locals().size());
    assertArrayEquals(new double[] {0, 6}, means(ten.locals().get(0)), 0);
  }
}
