package org.mixreduce.core.robust;

import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.Skewness;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.fit.HardAssignment;
import org.mixreduce.core.model.Mixture;

/**
 * How far rows of one population lie from it by chance: the distribution of n J(f₁, g₁), with f₁ of
 * the mixture and g₁ of n rows drawn from it.
 *
 * <p>Were the mixture a single component it would be χ² with ν₁ degrees of freedom. It is a
 * weighted sum of squares, with heavier tails where a class is rare and far off. So {@value
 * #BLOCKS} blocks of rows are drawn from the mixture, and their mean, standard deviation and
 * skewness give a shifted gamma distribution (Pearson's approximation to quadratic forms, Imhof
 * 1961, doi:10.1093/biomet/48.3-4.419), whose tail goes where no simulation would.
 */
final class SamplingDistribution {

  private static final int BLOCKS = 500;

  /** Rows of a block: enough for the expansion that makes J quadratic. */
  private static final int LEAST_ROWS = 400;

  private static final int ROWS_PER_VARIABLE = 20;

  /** Below this a gamma distribution is normal to the digits that matter, and hard to evaluate. */
  private static final double LEAST_SKEWNESS = 0.01;

  private final double mean;
  private final double deviation;
  private final double skewness;

  private SamplingDistribution(double[] values) {
    this.mean = new Mean().evaluate(values);
    this.deviation = new StandardDeviation().evaluate(values);
    this.skewness = Math.max(LEAST_SKEWNESS, new Skewness().evaluate(values));
  }

  /** For rows of this mixture. */
  static SamplingDistribution of(Mixture mixture, Seed seed) {
    SingleComponent whole = SingleComponent.of(mixture, 1);
    RandomGenerator random = seed.generator();
    int rows = Math.max(LEAST_ROWS, ROWS_PER_VARIABLE * mixture.dimension());
    double[] values = new double[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
      values[i] = rows * MomentDistance.between(block(mixture, rows, random), whole);
    }
    return new SamplingDistribution(values);
  }

  private static SingleComponent block(Mixture mixture, int rows, RandomGenerator random) {
    ComponentFamily family = mixture.family();
    RowBlockBuilder builder = new RowBlockBuilder(mixture.dimension(), rows);
    double[] row = new double[mixture.dimension()];
    for (int i = 0; i < rows; i++) {
      mixture.draw(random, row);
      builder.add(row, 1);
    }
    return SingleComponent.of(
        family, HardAssignment.ofOne(family, builder.build()).components().get(0));
  }

  /** E[n J]. */
  double mean() {
    return mean;
  }

  /** The value that n J exceeds with this probability. */
  double exceededWith(double probability) {
    double shape = 4 / (skewness * skewness);
    GammaDistribution gamma = new GammaDistribution(shape, 1);
    double standard =
        (gamma.inverseCumulativeProbability(1 - probability) - shape) / Math.sqrt(shape);
    return mean + deviation * standard;
  }
}
