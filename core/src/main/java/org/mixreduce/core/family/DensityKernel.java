package org.mixreduce.core.family;

import org.mixreduce.core.data.RowTile;

/** Log densities of all components of one model over tiles of rows. Not safe for two threads. */
public interface DensityKernel {

  /**
   * Writes log f_k(x_i) of every row of the tile to {@code out[k][i]}.
   *
   * @param out K arrays of at least the tile's padded rows; what stands behind the rows is
   *     overwritten by finite numbers that mean nothing
   */
  void logDensities(RowTile tile, double[][] out);
}
