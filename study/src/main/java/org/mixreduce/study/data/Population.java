package org.mixreduce.study.data;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.RowBlock;
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
 * A kind of random population: K components in d variables with unequal weights, of which the most
 * confusable pair overlaps by a stated amount (Maitra and Melnykov 2010).
 *
 * @param components K
 * @param variables d
 * @param overlap the largest ω_ij
 * @param law of the components; overlap is defined by the Gaussians of the same moments
 */
public record Population(int components, int variables, double overlap, ComponentLaw law) {

  /** A kind of Gaussian population. */
  public static Population normal(int components, int variables, double overlap) {
    return new Population(components, variables, overlap, ComponentLaw.NORMAL);
  }

  /** Draws a population and n rows of it. The population depends on the seed alone, not on n. */
  public DataSet draw(int n, Seed seed) {
    return draw(n, seed, seed.derive("rows"));
  }

  /** Draws n rows, by a seed of their own, of the population of the first seed. */
  public DataSet draw(int n, Seed seed, Seed rowSeed) {
    GaussianPopulation population =
        new PopulationGenerator(PopulationGenerator.Settings.of(components, variables, overlap))
            .next(seed.derive("population").generator());
    Mixture truth = mixture(population);
    double[][][] factors = new double[components][][];
    for (int k = 0; k < components; k++) {
      factors[k] = population.choleskyFactor(k);
    }
    RandomGenerator random = rowSeed.generator();
    double[] columns = new double[n * variables];
    double[] weights = new double[n];
    int[] labels = new int[n];
    double[] z = new double[variables];
    for (int i = 0; i < n; i++) {
      int k = component(population, random);
      law.draw(random, z);
      double[] mean = truth.component(k).mean();
      for (int j = 0; j < variables; j++) {
        double value = mean[j];
        for (int l = 0; l <= j; l++) {
          value += factors[k][j][l] * z[l];
        }
        columns[j * n + i] = value;
      }
      weights[i] = 1;
      labels[i] = k;
    }
    return new DataSet(truth, RowBlock.ofColumns(n, variables, columns, weights), labels);
  }

  private static int component(GaussianPopulation population, RandomGenerator random) {
    double u = random.nextDouble();
    int k = 0;
    double below = population.weight(0);
    while (u >= below && k < population.components() - 1) {
      below += population.weight(++k);
    }
    return k;
  }

  private static Mixture mixture(GaussianPopulation population) {
    ComponentFamily family = Families.ofShape("VVV");
    List<Component> components = new ArrayList<>();
    for (int k = 0; k < population.components(); k++) {
      double[][] covariance = population.covariance(k);
      double[] packed = new double[PackedCholesky.length(covariance.length)];
      for (int j = 0; j < covariance.length; j++) {
        System.arraycopy(covariance[j], 0, packed, PackedCholesky.index(j, 0), j + 1);
      }
      components.add(
          family.read(
              List.of(
                  new NamedArray("mean", population.mean(k)),
                  new NamedArray("covariance", packed))));
    }
    return Mixture.of(family, population.weights(), components);
  }

  /** The setting as the labels of a cell say it. */
  public String label() {
    String own = "K=" + components + " d=" + variables + " overlap=" + overlap;
    return law == ComponentLaw.NORMAL ? own : own + " law=" + law.label();
  }
}
