package org.mixreduce.core.fit;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.Optional;
import org.junit.Test;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Golden;

/** Plain maximum likelihood against mclust, run to convergence. */
public class GoldenFitsTest {

  private final Golden golden = Golden.of("mclust-fits.properties");

  @Test
  public void faithful() {
    check("faithful");
  }

  @Test
  public void iris() {
    check("iris");
  }

  private void check(String name) {
    RowBlock rows = Golden.rows(name + ".csv");
    FitSettings settings = FitSettings.DEFAULTS.withPenaltyMultiplier(0);
    MixtureFitter fitter = new MixtureFitter(rows, Moments.of(rows), settings, new Seed(1));
    for (ModelType type : Families.types()) {
      for (int k = 1; k <= 2; k++) {
        String key = name + "." + type.shape() + "." + k;
        FitResult fit = fitter.fit(Families.of(type), k, Optional.empty()).orElseThrow();
        // What the stopping rule leaves: 1e-7 nats a row, and the mirrored error of mclust.
        double left = 1e-7 * rows.rows() * 2;
        Expectation at = fit.expectation();
        assertEquals(key, golden.number(key + ".logLik"), at.logLikelihood(), left);
        Mixture mixture = fit.mixture().sorted();
        Criterion.Score score =
            new Criterion.Score(
                at.weight(), at.logLikelihood(), at.classification(), mixture.freeParameters());
        assertEquals(key, golden.number(key + ".bic"), Criterion.BIC.of(score), 2 * left);
        // The classification is no maximum: it moves with the root of what is left.
        assertEquals(key, golden.number(key + ".icl"), Criterion.ICL.of(score), 0.02);
        assertWeights(key, mixture);
      }
    }
  }

  private void assertWeights(String key, Mixture mixture) {
    double[] expected = golden.numbers(key + ".weights");
    java.util.Arrays.sort(expected);
    double[] actual = mixture.weights();
    java.util.Arrays.sort(actual);
    assertArrayEquals(key, expected, actual, 1e-3);
  }
}
