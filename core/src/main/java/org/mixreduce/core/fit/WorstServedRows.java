package org.mixreduce.core.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.MixtureStatistics;
import org.mixreduce.core.model.PosteriorKernel;

/** The rows of least density under a mixture: where it lacks a component. */
final class WorstServedRows {

  private WorstServedRows() {}

  /** Replaces the statistics of one component by those of the worst-served rows. */
  static MixtureStatistics reseed(
      RowBlock rows, Mixture mixture, MixtureStatistics statistics, int component) {
    int count = Math.max(2 * (rows.dimension() + 1), rows.rows() / (10 * mixture.size()));
    RowBlock worst = rows.select(places(rows, mixture, Math.min(count, rows.rows())));
    List<ComponentStatistics> components = new ArrayList<>(statistics.components());
    components.set(component, HardAssignment.ofOne(mixture.family(), worst).components().get(0));
    return new MixtureStatistics(mixture.family(), components);
  }

  private static int[] places(RowBlock rows, Mixture mixture, int count) {
    double[] logDensity = new double[rows.rows()];
    PosteriorKernel kernel = new PosteriorKernel(mixture);
    for (int from = 0; from < rows.rows(); from += PosteriorKernel.TILE) {
      int tile = Math.min(PosteriorKernel.TILE, rows.rows() - from);
      kernel.evaluate(rows, from, tile);
      for (int i = 0; i < tile; i++) {
        logDensity[from + i] = kernel.logDensity(i);
      }
    }
    Integer[] order = new Integer[rows.rows()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> logDensity[i]));
    return Arrays.stream(order)
        .mapToInt(Integer::intValue)
        .filter(i -> rows.weights()[i] > 0)
        .limit(count)
        .toArray();
  }
}
