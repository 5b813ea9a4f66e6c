package org.mixreduce.core.data;

import java.util.Arrays;

/** Collects rows one at a time, in row order, and hands out column-wise blocks of them. */
public final class RowBlockBuilder {

  private static final int INITIAL_ROWS = 1024;

  private final int dimension;
  private final int mostRows;
  private double[] values;
  private double[] weights;
  private int size;

  /** A builder for rows of d numbers. */
  public RowBlockBuilder(int dimension) {
    this(dimension, Integer.MAX_VALUE);
  }

  /** A builder that never holds more than so many rows of d numbers, and no room for more. */
  public RowBlockBuilder(int dimension, int mostRows) {
    if (dimension < 1) {
      throw new IllegalArgumentException("a row needs at least one variable, not " + dimension);
    }
    this.dimension = dimension;
    // More would not fit into one array.
    this.mostRows = Math.min(mostRows, Integer.MAX_VALUE / dimension);
    this.weights = new double[Math.min(INITIAL_ROWS, this.mostRows)];
    this.values = new double[weights.length * dimension];
  }

  /** Copies a row (d numbers) of the given weight. */
  public void add(double[] row, double weight) {
    if (row.length != dimension) {
      throw new IllegalArgumentException(
          "expected a row of " + dimension + " values, not " + row.length);
    }
    if (size == weights.length) {
      grow();
    }
    System.arraycopy(row, 0, values, size * dimension, dimension);
    weights[size++] = weight;
  }

  private void grow() {
    if (size == mostRows) {
      throw new IllegalStateException("a block of at most " + mostRows + " rows is full");
    }
    int capacity = (int) Math.min(mostRows, 2L * size);
    values = Arrays.copyOf(values, capacity * dimension);
    weights = Arrays.copyOf(weights, capacity);
  }

  /** How many rows wait. */
  public int size() {
    return size;
  }

  /** All rows so far, which stay. */
  public RowBlock build() {
    return block(size);
  }

  /** The first {@code count} rows, which leave; those behind them move up. */
  public RowBlock cut(int count) {
    RowBlock block = block(count);
    System.arraycopy(values, count * dimension, values, 0, (size - count) * dimension);
    System.arraycopy(weights, count, weights, 0, size - count);
    size -= count;
    return block;
  }

  private RowBlock block(int count) {
    double[] columns = new double[count * dimension];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < dimension; j++) {
        columns[j * count + i] = values[i * dimension + j];
      }
    }
    return RowBlock.ofColumns(count, dimension, columns, Arrays.copyOf(weights, count));
  }
}
