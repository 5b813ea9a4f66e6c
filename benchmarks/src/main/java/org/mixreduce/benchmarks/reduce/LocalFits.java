package org.mixreduce.benchmarks.reduce;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.simulate.GaussianPopulation;
import org.mixreduce.core.simulate.PopulationGenerator;

/**
 * What subsets' fits look like without fitting them: a random population whose parameters are
 * disturbed as much as estimates from {@value #ROWS} rows would be. Made when asked for, as a
 * reducer gets them, so that they need no memory.
 */
final class LocalFits {

  /** Rows of a subset. */
  static final int ROWS = 50_000;

  private final GaussianPopulation population;
  private final ComponentFamily family = Families.ofShape("VVV");
  private final Seed seed;

  /** Local fits of K components in d variables. */
  LocalFits(int k, int d, Seed seed) {
    this.population =
        new PopulationGenerator(PopulationGenerator.Settings.of(k, d, 0.05))
            .next(seed.derive("population").generator());
    this.seed = seed;
  }

  ComponentFamily family() {
    return family;
  }

  /** The fit of a numbered subset. */
  Mixture get(int subset) {
    RandomGenerator random = seed.derive(subset).generator();
    double[] counts = new double[population.components()];
    List<Component> components = new ArrayList<>();
    for (int k = 0; k < counts.length; k++) {
      double n = population.weight(k) * ROWS;
      counts[k] = n + Math.sqrt(n) * random.nextGaussian();
      components.add(component(k, n, random));
    }
    return Mixture.ofCounts(family, counts, components);
  }

  /** Mean and standard deviations off by their standard errors, correlations as they are. */
  private Component component(int k, double n, RandomGenerator random) {
    double[] mean = population.mean(k);
    double[][] covariance = population.covariance(k);
    double[] factor = new double[mean.length];
    double[] packed = new double[PackedCholesky.length(mean.length)];
    for (int j = 0; j < mean.length; j++) {
      mean[j] += Math.sqrt(covariance[j][j] / n) * random.nextGaussian();
      factor[j] = 1 + Math.sqrt(0.5 / n) * random.nextGaussian();
      for (int l = 0; l <= j; l++) {
        packed[PackedCholesky.index(j, l)] = covariance[j][l] * factor[j] * factor[l];
      }
    }
    return family.read(List.of(new NamedArray("mean", mean), new NamedArray("covariance", packed)));
  }
}
