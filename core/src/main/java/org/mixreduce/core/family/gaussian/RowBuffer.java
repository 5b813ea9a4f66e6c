package org.mixreduce.core.family.gaussian;

import java.util.Arrays;
import org.mixreduce.core.data.RowTile;
import org.mixreduce.core.loops.KernelLoops;

/** Centred rows with their shares in a component, waiting to be added up. */
final class RowBuffer {

  private final double[][] values;
  private final double[] shares;
  private final int[] places = new int[RowTile.ROWS];
  private int size;

  /** Room for {@code capacity} rows of d numbers, a multiple of {@link KernelLoops#LANES}. */
  RowBuffer(int dimension, int capacity) {
    values = new double[dimension][capacity];
    shares = new double[capacity];
  }

  /** Appends all rows of a tile, moved by an offset. */
  void appendAll(RowTile tile, double[] share, double[] offset) {
    for (int j = 0; j < values.length; j++) {
      tile.loops().shift(tile.values()[j], 0, tile.rows(), offset[j], values[j], size);
    }
    System.arraycopy(share, 0, shares, size, tile.rows());
    size += tile.rows();
  }

  /** Appends the rows of a tile that have a share other than zero. */
  void appendNonzero(RowTile tile, double[] share, double[] offset) {
    int count = choose(share, tile.rows());
    for (int j = 0; j < values.length; j++) {
      gather(tile.values()[j], places, count, offset[j], values[j], size);
    }
    gather(share, places, count, 0, shares, size);
    size += count;
  }

  /** Notes where shares are not zero and says how many, without a branch hard to foretell. */
  private int choose(double[] share, int rows) {
    int chosen = 0;
    for (int i = 0; i < rows; i++) {
      places[chosen] = i;
      chosen += share[i] != 0 ? 1 : 0;
    }
    return chosen;
  }

  private static void gather(
      double[] from, int[] places, int rows, double offset, double[] to, int at) {
    for (int i = 0; i < rows; i++) {
      to[at + i] = from[places[i]] + offset;
    }
  }

  /** Fills up with rows without a share to a multiple of the lanes, and says how many there are. */
  int pad() {
    int padded = (size + KernelLoops.LANES - 1) / KernelLoops.LANES * KernelLoops.LANES;
    Arrays.fill(shares, size, padded, 0);
    for (double[] column : values) {
      Arrays.fill(column, size, padded, 0);
    }
    size = padded;
    return padded;
  }

  /** Drops the first rows; those behind them move up. */
  void drop(int rows) {
    int left = size - rows;
    if (left > 0) {
      for (double[] column : values) {
        System.arraycopy(column, rows, column, 0, left);
      }
      System.arraycopy(shares, rows, shares, 0, left);
    }
    size = left;
  }

  int size() {
    return size;
  }

  double[][] values() {
    return values;
  }

  double[] shares() {
    return shares;
  }
}
