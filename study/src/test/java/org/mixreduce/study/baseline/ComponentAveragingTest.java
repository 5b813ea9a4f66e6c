package org.mixreduce.study.baseline;

import static org.junit.Assert.assertEquals;
import static org.mixreduce.study.Mixtures.part;

import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.gaussian.GaussianComponent;
import org.mixreduce.core.fit.Termination;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.Mixtures;
import org.mixreduce.study.chain.ChainSettings;

public class ComponentAveragingTest {

  private static LocalFit fit(int ordinal, double weight, Optional<Mixture> mixture) {
    CandidateKey key = new CandidateKey(ChainSettings.DEFAULTS.type(), 2);
    SubsetId id = new SubsetId("rows", 0, ordinal);
    Termination end = Termination.CONVERGED;
    return new LocalFit(
        key, id, (long) weight, weight, mixture, 0, 0, 0, 0, new double[0], end, 1, 0, 1, "");
  }

  @Test
  public void partnersAreAveragedByRows() {
    Mixture first = Mixtures.of(part(0.4, 0, 1), part(0.6, 10, 4));
    Mixture other = Mixtures.of(part(0.2, 14, 8), part(0.8, 4, 5));
    Mixture average =
        ComponentAveraging.of(
            List.of(
                fit(0, 300, Optional.of(first)),
                fit(1, 50, Optional.empty()),
                fit(2, 100, Optional.of(other))));
    // Rounding of a few operations.
    assertEquals(0.75 * 0.4 + 0.25 * 0.8, average.weight(0), 1e-15);
    assertEquals(0.25 * 4, average.component(0).mean()[0], 1e-15);
    assertEquals(0.75 * 10 + 0.25 * 14, average.component(1).mean()[0], 1e-14);
    assertEquals(
        0.75 * 1 + 0.25 * 5, ((GaussianComponent) average.component(0)).covariance(0, 0), 1e-15);
    assertEquals(
        0.75 * 4 + 0.25 * 8, ((GaussianComponent) average.component(1)).covariance(0, 0), 1e-14);
  }
}
