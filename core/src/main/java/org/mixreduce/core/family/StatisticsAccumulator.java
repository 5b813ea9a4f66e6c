package org.mixreduce.core.family;

import java.util.List;
import org.mixreduce.core.data.RowTile;

/** Adds up the statistics of rows under responsibilities. Not safe for two threads. */
public interface StatisticsAccumulator {

  /**
   * Adds the rows of a tile.
   *
   * @param shares w_i r_ik, row weight times responsibility, of component k and row i at {@code
   *     [k][i]}; zeros behind the rows, up to the tile's padded rows
   */
  void add(RowTile tile, double[][] shares);

  /** The statistics of all rows so far, one entry a component. */
  List<ComponentStatistics> statistics();
}
