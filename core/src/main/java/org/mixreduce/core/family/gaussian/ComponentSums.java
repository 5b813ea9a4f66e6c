package org.mixreduce.core.family.gaussian;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.RowTile;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.loops.KernelLoops;

/**
 * Sums Σ s, Σ s y and Σ s y yᵀ of each component, y = x − c around a fixed centre c near its rows,
 * from which the centred statistics follow without loss: m = c + Σ s y / n, C = Σ s y yᵀ − (Σ s y)
 * (Σ s y)ᵀ / n. Each sum is {@link KernelLoops#LANES} sums side by side.
 */
final class ComponentSums {

  private final List<double[]> centres;
  private final ScatterForm form;

  /** Σ s of each component. */
  final double[][] weight;

  /** Σ s y, variable by variable. */
  final double[][] first;

  /** Σ s y yᵀ in the scatter's form. */
  final double[][] second;

  ComponentSums(List<double[]> centres, ScatterForm form) {
    this.centres = centres;
    this.form = form;
    int d = centres.get(0).length;
    this.weight = new double[centres.size()][KernelLoops.LANES];
    this.first = new double[centres.size()][d * KernelLoops.LANES];
    this.second = new double[centres.size()][form.length(d) * KernelLoops.LANES];
  }

  /** o − c, which takes the values of a tile to a component's centre. */
  double[] offset(RowTile tile, int component) {
    double[] offset = tile.origin().clone();
    for (int j = 0; j < offset.length; j++) {
      offset[j] -= centres.get(component)[j];
    }
    return offset;
  }

  /** The statistics of all rows so far. */
  List<ComponentStatistics> statistics() {
    List<ComponentStatistics> statistics = new ArrayList<>(centres.size());
    for (int k = 0; k < centres.size(); k++) {
      statistics.add(centred(k));
    }
    return statistics;
  }

  private GaussianStatistics centred(int k) {
    double n = KernelLoops.total(weight[k], 0);
    double[] mean = centres.get(k).clone();
    double[] scatter = totals(second[k]);
    if (n > 0) {
      double[] sum = totals(first[k]);
      for (int j = 0; j < mean.length; j++) {
        mean[j] += sum[j] / n;
      }
      form.addOuter(scatter, -1 / n, sum);
    }
    return new GaussianStatistics(n, mean, scatter, form);
  }

  private static double[] totals(double[] lanes) {
    double[] totals = new double[lanes.length / KernelLoops.LANES];
    for (int i = 0; i < totals.length; i++) {
      totals[i] = KernelLoops.total(lanes, i * KernelLoops.LANES);
    }
    return totals;
  }
}
