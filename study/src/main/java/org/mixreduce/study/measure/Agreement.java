package org.mixreduce.study.measure;

import java.util.Arrays;
import org.mixreduce.core.criterion.ConfusionTable;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.PosteriorKernel;

/** How well the components that rows are assigned to agree with those they came from. */
public final class Agreement {

  private Agreement() {}

  /**
   * The adjusted Rand index of the most probable components against the labels: 1 is agreement, 0
   * what chance gives.
   */
  public static double adjustedRandIndex(Mixture mixture, RowBlock rows, int[] labels) {
    double[][] counts = new double[Arrays.stream(labels).max().orElse(0) + 1][];
    for (int c = 0; c < counts.length; c++) {
      counts[c] = new double[mixture.size()];
    }
    PosteriorKernel kernel = new PosteriorKernel(mixture);
    for (int from = 0; from < rows.rows(); from += PosteriorKernel.TILE) {
      int count = Math.min(PosteriorKernel.TILE, rows.rows() - from);
      kernel.evaluate(rows, from, count);
      for (int i = 0; i < count; i++) {
        counts[labels[from + i]][kernel.mostProbable(i)] += rows.weights()[from + i];
      }
    }
    ConfusionTable table = new ConfusionTable();
    for (int c = 0; c < counts.length; c++) {
      for (int k = 0; k < mixture.size(); k++) {
        if (counts[c][k] > 0) {
          table.add(String.valueOf(c), k + 1, counts[c][k]);
        }
      }
    }
    return table.adjustedRandIndex();
  }
}
