package org.mixreduce.benchmarks.iteration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.simulate.GaussianPopulation;
import org.mixreduce.core.simulate.PopulationGenerator;

/**
 * Rows of a random population of {@value #COMPONENTS} components with a largest pairwise overlap of
 * 0.05, standardised, and models near its truth. The same numbers in every run.
 *
 * @param rows n × d, each variable of mean 0 and variance 1
 * @param models each from the classes of another nine tenths of the rows, so that no two are equal
 * @param penalty MixReduce's default: c = 1
 */
record IterationInput(RowBlock rows, List<Mixture> models, Penalty penalty) {

  /** K. */
  static final int COMPONENTS = 10;

  private static final double OVERLAP = 0.05;

  /** Input of n rows in d variables with models of the given covariance shape. */
  static IterationInput of(int n, int d, String shape, int models) {
    Seed seed = new Seed(1).derive("input").derive(d);
    GaussianPopulation population =
        new PopulationGenerator(PopulationGenerator.Settings.of(COMPONENTS, d, OVERLAP))
            .next(seed.derive("population").generator());
    Mixture truth = mixture(population);
    RowBlockBuilder builder = new RowBlockBuilder(d);
    int[] classes = new int[n];
    RandomGenerator random = seed.derive("rows").generator();
    double[] row = new double[d];
    for (int i = 0; i < n; i++) {
      classes[i] = truth.draw(random, row);
      builder.add(row, 1);
    }
    RowBlock rows = standardised(builder.build());
    List<Mixture> near = new ArrayList<>();
    for (int m = 0; m < models; m++) {
      near.add(model(rows, classes, shape, m));
    }
    return new IterationInput(rows, near, Penalty.of(1, n, Moments.of(rows)));
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
      components.add(component(family, population.mean(k), packed));
    }
    return Mixture.of(family, population.weights(), components);
  }

  private static RowBlock standardised(RowBlock rows) {
    Moments moments = Moments.of(rows);
    double[] mean = moments.mean();
    double[] columns = rows.columns().clone();
    for (int j = 0; j < mean.length; j++) {
      double scale = 1 / Math.sqrt(moments.covariance(j, j));
      for (int i = 0; i < rows.rows(); i++) {
        columns[j * rows.rows() + i] = (columns[j * rows.rows() + i] - mean[j]) * scale;
      }
    }
    return RowBlock.ofColumns(rows.rows(), mean.length, columns, rows.weights());
  }

  private static Mixture model(RowBlock rows, int[] classes, String shape, int leftOut) {
    ComponentFamily family = Families.ofShape(shape);
    double[] counts = new double[COMPONENTS];
    List<Component> components = new ArrayList<>();
    for (int k = 0; k < COMPONENTS; k++) {
      int component = k;
      int[] places =
          IntStream.range(0, rows.rows())
              .filter(i -> i % 10 != leftOut % 10 && classes[i] == component)
              .toArray();
      Moments moments = Moments.of(rows.select(places));
      counts[k] = places.length;
      components.add(component(family, moments.mean(), covariance(moments, shape)));
    }
    return Mixture.ofCounts(family, counts, components);
  }

  private static double[] covariance(Moments moments, String shape) {
    if (shape.equals("VVV")) {
      return moments.covariance();
    }
    return IntStream.range(0, moments.dimension())
        .mapToDouble(j -> moments.covariance(j, j))
        .toArray();
  }

  private static Component component(ComponentFamily family, double[] mean, double[] covariance) {
    return family.read(
        List.of(new NamedArray("mean", mean), new NamedArray("covariance", covariance)));
  }
}
