package org.mixreduce.core.robust;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.Test;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

public class SamplingDistributionTest {

  private static final ComponentFamily VVV = Families.ofShape("VVV");

  /** For one Gaussian component n J is χ² with d + d(d+1)/2 degrees of freedom. */
  @Test
  public void isChiSquaredForOneComponent() {
    Mixture normal = Populations.mixture(VVV, 1, 4, 1, 8);
    SamplingDistribution sampling = SamplingDistribution.of(normal, new Seed(9));
    // 500 draws: the mean's standard error is √(28 / 500) = 0.24.
    assertEquals(14, sampling.mean(), 0.8);
    ChiSquaredDistribution expected = new ChiSquaredDistribution(14);
    // So far out the skewness of 500 draws, with a standard error of 0.15 or so, decides.
    for (double probability : new double[] {1e-2, 1e-4}) {
      double quantile = expected.inverseCumulativeProbability(1 - probability);
      assertEquals(quantile, sampling.exceededWith(probability), 0.12 * quantile);
    }
  }

  /** A rare class far off gives squares of one direction a far greater weight than the others. */
  @Test
  public void hasALongerTailWhereAClassIsRare() {
    Mixture rare =
        Mixture.of(
            VVV,
            new double[] {0.99, 0.01},
            List.of(
                VVV.read(
                    List.of(
                        new NamedArray("mean", new double[] {0}),
                        new NamedArray("covariance", new double[] {1}))),
                VVV.read(
                    List.of(
                        new NamedArray("mean", new double[] {10}),
                        new NamedArray("covariance", new double[] {1})))));
    SamplingDistribution sampling = SamplingDistribution.of(rare, new Seed(10));
    assertTrue(
        sampling.exceededWith(1e-4)
            > 2 * new ChiSquaredDistribution(2).inverseCumulativeProbability(1 - 1e-4));
  }

  @Test
  public void theSameSeedGivesTheSame() {
    Mixture mixture = Populations.mixture(VVV, 2, 2, 2, 11);
    assertEquals(
        SamplingDistribution.of(mixture, new Seed(1)).exceededWith(1e-3),
        SamplingDistribution.of(mixture, new Seed(1)).exceededWith(1e-3),
        0);
  }
}
