package org.mixreduce.core.data;

import org.mixreduce.core.loops.KernelLoops;

/**
 * A few rows of a block, laid out for the innermost loops: one array a variable, relative to an
 * origin amid the block, so that a large common offset costs no digits, and filled up with rows at
 * the origin to a multiple of {@link KernelLoops#LANES}. Not to be written.
 */
public final class RowTile {

  /** Rows of a full tile: four arrays of them at a time stay in the first-level cache. */
  public static final int ROWS = 256;

  private final KernelLoops loops;
  private final double[] origin;
  private final double[][] values;
  private final double[] weights;
  private final int from;
  private final int rows;

  /** The rows {@code from} to {@code from + rows − 1} of a block, relative to an origin. */
  RowTile(RowBlock block, int from, int rows, double[] origin, KernelLoops loops) {
    this.loops = loops;
    this.origin = origin;
    this.weights = block.weights();
    this.from = from;
    this.rows = rows;
    this.values = new double[block.dimension()][padded(rows)];
    for (int j = 0; j < values.length; j++) {
      loops.shift(block.columns(), j * block.rows() + from, rows, -origin[j], values[j], 0);
    }
  }

  static int padded(int rows) {
    return (rows + KernelLoops.LANES - 1) / KernelLoops.LANES * KernelLoops.LANES;
  }

  /** d. */
  public int dimension() {
    return values.length;
  }

  /** How many rows it holds, at most {@link #ROWS}. */
  public int rows() {
    return rows;
  }

  /** The same, up to a multiple of {@link KernelLoops#LANES}: the rows behind are at the origin. */
  public int paddedRows() {
    return padded(rows);
  }

  /** x_ij − o_j at {@code [j][i]}. */
  public double[][] values() {
    return values;
  }

  /** The weight of a row. */
  public double weight(int row) {
    return weights[from + row];
  }

  /** o, d numbers; the same array in tiles of the same origin. */
  public double[] origin() {
    return origin;
  }

  /** What to work on its rows with. */
  public KernelLoops loops() {
    return loops;
  }
}
