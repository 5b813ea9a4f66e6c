package org.mixreduce.core.fit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.MixtureStatistics;
import org.mixreduce.core.testing.Populations;

/** The accelerated climb against plain EM, for every family and shape. */
@RunWith(Parameterized.class)
public class AccelerationTest {

  private final ComponentFamily family;

  public AccelerationTest(ModelType type) {
    family = Families.of(type);
  }

  @Parameters(name = "{0}")
  public static List<ModelType> types() {
    return Families.types();
  }

  private record Climb(double objective, int iterations) {}

  /** EM from its formula, until a step gains nothing but rounding or has got far enough. */
  private Climb plain(RowBlock rows, Mixture start, Penalty penalty, double enough) {
    Mixture mixture = start;
    double last = Double.NEGATIVE_INFINITY;
    for (int iteration = 0; ; iteration++) {
      Expectation expectation = ExpectationStep.of(mixture, rows);
      double objective =
          expectation.logLikelihood() + family.penaltyTerm(mixture.components(), penalty);
      if (objective - last < 1e-10 || objective >= enough) {
        return new Climb(objective, iteration);
      }
      last = objective;
      mixture = expectation.statistics().maximise(penalty);
    }
  }

  @Test
  public void reachesEmsMaximumInFewerIterations() {
    int plain = 0;
    int accelerated = 0;
    for (int seed = 0; seed < 4; seed++) {
      Mixture truth = Populations.mixture(family, 3, 3, 1.5, seed);
      RowBlock rows = Populations.rows(truth, 1500, 100 + seed);
      Penalty penalty = Penalty.of(1, rows.rows(), Moments.of(rows));
      FitResult fit = ExpectationMaximisation.run(rows, truth, penalty, new EmSettings(5000, 1e-9));
      double maximum = plain(rows, truth, penalty, Double.POSITIVE_INFINITY).objective();
      assertEquals(Termination.CONVERGED, fit.termination());
      // The rule bears 1500 rows × 1e-9 = 1.5e-6 nats in a confirming step of EM; with a rate of
      // 0.9 from step to step that leaves ten times as much.
      assertEquals(maximum, fit.objective(), 1.5e-5);
      plain += plain(rows, truth, penalty, fit.objective() - 1.5e-6).iterations();
      accelerated += fit.iterations();
    }
    assertTrue(accelerated + " against EM's " + plain, accelerated < 0.8 * plain);
  }

  @Test
  public void coordinatesAddLikeTheStatisticsTheyStandFor() {
    Mixture mixture = Populations.mixture(family, 2, 3, 2, 5);
    Moments global = Moments.of(Populations.rows(mixture, 500, 6));
    MixtureStatistics a =
        ExpectationStep.of(mixture, Populations.rows(mixture, 200, 7)).statistics();
    MixtureStatistics b =
        ExpectationStep.of(mixture, Populations.rows(mixture, 300, 8)).statistics();
    double[] sum = a.times(2).plus(b.times(-0.5)).coordinates(global);
    double[] first = a.coordinates(global);
    double[] second = b.coordinates(global);
    for (int i = 0; i < sum.length; i++) {
      // Sums of some hundred squares of size one.
      assertEquals(2 * first[i] - 0.5 * second[i], sum[i], 1e-9);
    }
  }
}
