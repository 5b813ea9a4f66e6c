package org.mixreduce.core.testing;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.HardAssignment;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.PosteriorKernel;

/** Seeded mixtures and rows of any family. */
public final class Populations {

  private Populations() {}

  /** K components in d variables, their means {@code spread} standard deviations apart or so. */
  public static Mixture mixture(ComponentFamily family, int k, int d, double spread, long seed) {
    RandomGenerator random = new Seed(seed).generator();
    List<ComponentStatistics> statistics = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      RowBlock cloud = cloud(d, spread, random);
      statistics.addAll(HardAssignment.ofOne(family, cloud).components());
    }
    List<Component> components = family.maximise(statistics, Penalty.NONE);
    double[] counts = new double[k];
    for (int c = 0; c < k; c++) {
      counts[c] = 1 + random.nextDouble();
    }
    return Mixture.ofCounts(family, counts, components);
  }

  private static RowBlock cloud(int d, double spread, RandomGenerator random) {
    double[] centre = new double[d];
    for (int j = 0; j < d; j++) {
      centre[j] = spread * random.nextGaussian();
    }
    RowBlockBuilder builder = new RowBlockBuilder(d);
    for (int i = 0; i < 3 * d + 5; i++) {
      double[] row = new double[d];
      double common = random.nextGaussian();
      for (int j = 0; j < d; j++) {
        row[j] = centre[j] + 0.5 * common + random.nextGaussian();
      }
      builder.add(row, 1);
    }
    return builder.build();
  }

  /** Rows drawn from a mixture, each of weight one. */
  public static RowBlock rows(Mixture mixture, int count, long seed) {
    RandomGenerator random = new Seed(seed).generator();
    RowBlockBuilder builder = new RowBlockBuilder(mixture.dimension());
    double[] row = new double[mixture.dimension()];
    for (int i = 0; i < count; i++) {
      mixture.draw(random, row);
      builder.add(row, 1);
    }
    return builder.build();
  }

  /** log f of every row, f a single component. */
  public static double[] logDensities(ComponentFamily family, Component component, RowBlock rows) {
    Mixture alone = Mixture.of(family, new double[] {1}, List.of(component));
    PosteriorKernel kernel = new PosteriorKernel(alone);
    double[] out = new double[rows.rows()];
    for (int from = 0; from < out.length; from += PosteriorKernel.TILE) {
      int count = Math.min(PosteriorKernel.TILE, out.length - from);
      kernel.evaluate(rows, from, count);
      for (int i = 0; i < count; i++) {
        out[from + i] = kernel.logDensity(i);
      }
    }
    return out;
  }
}
