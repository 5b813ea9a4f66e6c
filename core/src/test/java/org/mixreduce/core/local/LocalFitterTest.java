package org.mixreduce.core.local;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.Arrays;
import java.util.Optional;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.testing.Populations;

public class LocalFitterTest {

  private final RowBlock rows =
      Populations.rows(Populations.mixture(Families.ofShape("VVV"), 2, 2, 4, 1), 500, 2);

  private double[] resampled(String shape, int ordinal) {
    FitSettings settings = FitSettings.DEFAULTS.withPenaltyMultiplier(0);
    LocalFit fit =
        new LocalFitter(Moments.of(rows), settings, new Seed(3))
            .fit(
                new SubsetId("rows", 0, ordinal),
                rows,
                new CandidateKey(Families.ofShape(shape).type(), 1),
                4,
                Optional.empty());
    assertEquals(4, fit.replicates());
    return fit.resampled();
  }

  /** One component is the same normal in both shapes, so only other rows could tell them apart. */
  @Test
  public void candidatesAreComparedOnTheSameReplicates() {
    double[] first = resampled("VVV", 0);
    // A fit converges to 1e-8 of the log-likelihood or better; replicates differ by tens of nats.
    assertArrayEquals(first, resampled("EEE", 0), 1e-3);
    assertFalse(Arrays.equals(first, resampled("VVV", 1)));
  }
}
