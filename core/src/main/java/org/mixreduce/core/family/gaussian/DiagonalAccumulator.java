package org.mixreduce.core.family.gaussian;

import java.util.List;
import org.mixreduce.core.data.RowTile;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.family.StatisticsAccumulator;

/** Sums of squares of each variable alone: so cheap that all rows of a tile are added. */
final class DiagonalAccumulator implements StatisticsAccumulator {

  private final ComponentSums sums;
  private final double[][] offsets;
  private double[] origin;

  DiagonalAccumulator(List<double[]> centres) {
    this.sums = new ComponentSums(centres, ScatterForm.DIAGONAL);
    this.offsets = new double[centres.size()][];
  }

  @Override
  public void add(RowTile tile, double[][] shares) {
    for (int k = 0; k < shares.length; k++) {
      tile.loops().addSum(shares[k], tile.paddedRows(), sums.weight[k]);
      if (tile.origin() != origin) {
        offsets[k] = sums.offset(tile, k);
      }
    }
    origin = tile.origin();
    tile.loops()
        .addSquares(tile.values(), offsets, shares, tile.paddedRows(), sums.first, sums.second);
  }

  @Override
  public List<ComponentStatistics> statistics() {
    return sums.statistics();
  }
}
