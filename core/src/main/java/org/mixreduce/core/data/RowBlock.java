package org.mixreduce.core.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mixreduce.core.loops.KernelLoops;

/**
 * Weighted rows in memory, column by column: the value of variable j in row i stands at {@code j *
 * rows + i} of {@link #columns()}, so that the inner loops of the statistics run over neighbours.
 *
 * <p>Weights are frequencies: a row of weight 3 counts as three equal rows, and {@link
 * #totalWeight()} is what N means in every formula. Immutable; arrays handed out are the block's
 * own, shared for speed, and must not be written.
 */
public final class RowBlock {

  private final int rows;
  private final int dimension;
  private final double[] columns;
  private final double[] weights;
  private final double totalWeight;
  private final boolean unitWeights;
  private double[] middle;

  private RowBlock(int rows, int dimension, double[] columns, double[] weights) {
    this.rows = rows;
    this.dimension = dimension;
    this.columns = columns;
    this.weights = weights;
    double sum = 0;
    boolean unit = true;
    for (double weight : weights) {
      sum += weight;
      unit &= weight == 1;
    }
    this.totalWeight = sum;
    this.unitWeights = unit;
  }

  /** Takes over the arrays: columns of rows × dimension numbers, weights of rows numbers. */
  public static RowBlock ofColumns(int rows, int dimension, double[] columns, double[] weights) {
    if (columns.length != rows * dimension || weights.length != rows) {
      throw new IllegalArgumentException(
          "a block of "
              + rows
              + " × "
              + dimension
              + " needs as many values and "
              + rows
              + " weights, not "
              + columns.length
              + " and "
              + weights.length);
    }
    return new RowBlock(rows, dimension, columns, weights);
  }

  /** Copies rows (n × d), each of weight one. */
  public static RowBlock ofRows(double[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("a block needs a row to know its dimension");
    }
    RowBlockBuilder builder = new RowBlockBuilder(rows[0].length);
    for (double[] row : rows) {
      builder.add(row, 1);
    }
    return builder.build();
  }

  /** The same rows under other weights; shares the values. */
  public RowBlock withWeights(double[] otherWeights) {
    if (otherWeights.length != rows) {
      throw new IllegalArgumentException(
          "expected " + rows + " weights, not " + otherWeights.length);
    }
    RowBlock block = new RowBlock(rows, dimension, columns, otherWeights.clone());
    block.middle = middle(); // the rows are the same
    return block;
  }

  /** The rows at the given places, in that order, with their weights. */
  public RowBlock select(int[] places) {
    double[] values = new double[places.length * dimension];
    double[] selected = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      selected[i] = weights[places[i]];
      for (int j = 0; j < dimension; j++) {
        values[j * places.length + i] = columns[j * rows + places[i]];
      }
    }
    return new RowBlock(places.length, dimension, values, selected);
  }

  /** Only the rows that weigh something. */
  public RowBlock withoutWeightless() {
    return select(IntStream.range(0, rows).filter(i -> weights[i] > 0).toArray());
  }

  /** How many rows there are, whatever their weights. */
  public int rows() {
    return rows;
  }

  /** d. */
  public int dimension() {
    return dimension;
  }

  /** All values, column by column; owned by this block. */
  public double[] columns() {
    return columns;
  }

  /** The weight of each row; owned by this block. */
  public double[] weights() {
    return weights;
  }

  /**
   * A point amid the rows, to measure from: their mean whatever their weights, d numbers; zeros if
   * there are no rows. Owned by this block, and always the same array.
   */
  public synchronized double[] middle() {
    if (middle == null) {
      double[] means = new double[dimension];
      for (int j = 0; j < dimension && rows > 0; j++) {
        double first = columns[j * rows];
        double sum = 0;
        for (int i = 1; i < rows; i++) {
          sum += columns[j * rows + i] - first;
        }
        means[j] = first + sum / rows;
      }
      middle = means;
    }
    return middle;
  }

  /**
   * A copy of a few neighbouring rows in the form that densities take, to look at once.
   *
   * @param origin what values are relative to, d numbers near the rows; kept, not copied
   */
  public RowTile tile(int from, int count, double[] origin) {
    return new RowTile(this, from, count, origin, KernelLoops.plain());
  }

  /** The sum of the weights: N. */
  public double totalWeight() {
    return totalWeight;
  }

  /** Whether every row has weight one. */
  public boolean unitWeights() {
    return unitWeights;
  }

  /** The value of a variable in a row. */
  public double value(int row, int variable) {
    return columns[variable * rows + row];
  }

  /** A copy of one row: d numbers. */
  public double[] row(int row) {
    double[] copy = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      copy[j] = columns[j * rows + row];
    }
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowBlock that
        && rows == that.rows
        && dimension == that.dimension
        && Arrays.equals(columns, that.columns)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(columns) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "RowBlock[" + rows + " × " + dimension + ", weight " + totalWeight + "]";
  }
}
