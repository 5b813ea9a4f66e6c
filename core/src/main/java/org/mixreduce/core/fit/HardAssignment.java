package org.mixreduce.core.fit;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTile;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.StatisticsAccumulator;
import org.mixreduce.core.loops.KernelLoops;
import org.mixreduce.core.model.MixtureStatistics;

/** The statistics of rows that each belong to one component. */
public final class HardAssignment {

  private HardAssignment() {}

  /**
   * Adds each row, with its weight, to the component that it is assigned to.
   *
   * @param assignment of each row, from 0 to k − 1
   */
  public static MixtureStatistics statistics(
      ComponentFamily family, RowBlock rows, int[] assignment, int k) {
    List<double[]> centres = Collections.nCopies(k, rows.middle());
    StatisticsAccumulator accumulator = family.accumulator(centres);
    RowTiles tiles = new RowTiles(rows, KernelLoops.plain());
    double[][] shares = tiles.columns(k);
    int row = 0;
    for (RowTile tile : tiles) {
      for (double[] share : shares) {
        Arrays.fill(share, 0);
      }
      for (int i = 0; i < tile.rows(); i++) {
        shares[assignment[row++]][i] = tile.weight(i);
      }
      accumulator.add(tile, shares);
    }
    return new MixtureStatistics(family, accumulator.statistics());
  }

  /** The statistics of all rows as one component's. */
  public static MixtureStatistics ofOne(ComponentFamily family, RowBlock rows) {
    return statistics(family, rows, new int[rows.rows()], 1);
  }
}
