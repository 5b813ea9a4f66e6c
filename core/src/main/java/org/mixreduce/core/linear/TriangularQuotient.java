package org.mixreduce.core.linear;

/**
 * T = L⁻¹ M of two lower triangles, four columns at a time: their recurrences do not wait for each
 * other, so a processor works on all four at once. Columns are forgotten when they have been
 * summed.
 */
final class TriangularQuotient {

  /** Columns side by side. */
  private static final int WIDTH = 4;

  private final int dimension;
  private final double[] l;
  private final double[] reciprocals;
  private final double[] m;

  /**
   * The four columns, row by row: t_{i, first + b} at 4 (i − first) + b. Above the diagonal it is
   * never written, so it stays zero there from one four to the next.
   */
  private final double[] t;

  TriangularQuotient(PackedCholesky divisor, PackedCholesky dividend) {
    this.dimension = divisor.dimension();
    this.l = divisor.factor();
    this.reciprocals = divisor.reciprocals();
    this.m = dividend.factor();
    this.t = new double[WIDTH * dimension];
  }

  /** sum + Σ_{i>j} t_ij² over the columns j up to the one where the limit is reached, or all. */
  double addSquares(double sum, double limit) {
    double squares = sum;
    for (int first = 0; first < dimension - 1 && !(squares >= limit); first += WIDTH) {
      squares = addCorner(first, squares);
      squares = addBelow(first, squares);
    }
    return squares;
  }

  /** The rows that meet the diagonal. */
  private double addCorner(int first, double sum) {
    double squares = sum;
    int rows = Math.min(WIDTH, dimension - first);
    for (int i = 0; i < rows; i++) {
      int row = PackedCholesky.index(first + i, first);
      for (int b = 0; b < i; b++) {
        double value = m[row + b];
        for (int j = b; j < i; j++) {
          value -= l[row + j] * t[WIDTH * j + b];
        }
        value *= reciprocals[first + i];
        t[WIDTH * i + b] = value;
        squares += value * value;
      }
      // Divided, so that it is exactly 1 where the matrices are the same.
      t[WIDTH * i + i] = m[row + i] / l[row + i];
    }
    return squares;
  }

  /** The rows below, where all four columns have an element. */
  private double addBelow(int first, double sum) {
    double squares = sum;
    for (int i = WIDTH; i < dimension - first; i++) {
      int row = PackedCholesky.index(first + i, first);
      double v0 = m[row];
      double v1 = m[row + 1];
      double v2 = m[row + 2];
      double v3 = m[row + 3];
      for (int j = 0; j < i; j++) {
        double factor = l[row + j];
        v0 -= factor * t[WIDTH * j];
        v1 -= factor * t[WIDTH * j + 1];
        v2 -= factor * t[WIDTH * j + 2];
        v3 -= factor * t[WIDTH * j + 3];
      }
      double inverse = reciprocals[first + i];
      t[WIDTH * i] = v0 *= inverse;
      t[WIDTH * i + 1] = v1 *= inverse;
      t[WIDTH * i + 2] = v2 *= inverse;
      t[WIDTH * i + 3] = v3 *= inverse;
      squares += (v0 * v0 + v1 * v1) + (v2 * v2 + v3 * v3);
    }
    return squares;
  }
}
