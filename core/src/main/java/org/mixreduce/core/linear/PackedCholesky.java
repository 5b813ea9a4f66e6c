package org.mixreduce.core.linear;

import java.util.Arrays;

/**
 * The Cholesky factor L of a symmetric positive definite matrix A = L Lᵀ, both packed.
 *
 * <p>Packed means the lower triangle by rows: element (i, j), j ≤ i, stands at {@link #index(int,
 * int) i(i+1)/2 + j}, so a d × d matrix takes d(d+1)/2 numbers. Immutable; arrays that come out are
 * the factor's own and must not be written.
 */
public final class PackedCholesky {

  private final int dimension;
  private final double[] factor;
  private final double logDeterminant;

  /** 1 / l_ii, for recurrences that would wait for each division before they could go on. */
  private final double[] reciprocals;

  private PackedCholesky(int dimension, double[] factor, double logDeterminant) {
    this.dimension = dimension;
    this.factor = factor;
    this.logDeterminant = logDeterminant;
    this.reciprocals = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      reciprocals[i] = 1 / factor[index(i, i)];
    }
  }

  /** Where element (row, column), column ≤ row, stands in packed storage. */
  public static int index(int row, int column) {
    return row * (row + 1) / 2 + column;
  }

  /** How many numbers a packed matrix of the dimension takes: d(d+1)/2. */
  public static int length(int dimension) {
    return dimension * (dimension + 1) / 2;
  }

  /**
   * Factors a matrix.
   *
   * @param matrix packed, d(d+1)/2 numbers; not written
   * @param dimension d
   * @param relativePivot a pivot (the variance of variable j given those before it) that is not
   *     greater than this share of the diagonal element counts as zero
   * @return the factor
   * @throws NotPositiveDefiniteException at the first pivot that counts as zero or is not a number
   */
  public static PackedCholesky of(double[] matrix, int dimension, double relativePivot) {
    double[] l = Arrays.copyOf(matrix, length(dimension));
    double logDeterminant = 0;
    for (int i = 0; i < dimension; i++) {
      int rowI = index(i, 0);
      for (int j = 0; j < i; j++) {
        int rowJ = index(j, 0);
        double sum = l[rowI + j];
        for (int m = 0; m < j; m++) {
          sum -= l[rowI + m] * l[rowJ + m];
        }
        l[rowI + j] = sum / l[rowJ + j];
      }
      double pivot = matrix[rowI + i];
      for (int m = 0; m < i; m++) {
        pivot -= l[rowI + m] * l[rowI + m];
      }
      if (!(pivot > relativePivot * matrix[rowI + i]) || pivot == Double.POSITIVE_INFINITY) {
        throw new NotPositiveDefiniteException(i, pivot);
      }
      l[rowI + i] = Math.sqrt(pivot);
      logDeterminant += Math.log(pivot);
    }
    return new PackedCholesky(dimension, l, logDeterminant);
  }

  /** d. */
  public int dimension() {
    return dimension;
  }

  /** L, packed; owned by this object. */
  public double[] factor() {
    return factor;
  }

  /** 1 / l_ii, d numbers; owned by this object. */
  double[] reciprocals() {
    return reciprocals;
  }

  /** log |A|. */
  public double logDeterminant() {
    return logDeterminant;
  }

  /** L⁻¹, packed, a lower triangle like L. */
  public double[] inverse() {
    double[] inverse = new double[factor.length];
    double[] column = new double[dimension];
    for (int c = 0; c < dimension; c++) {
      column[c] = 1 / factor[index(c, c)];
      inverse[index(c, c)] = column[c];
      for (int i = c + 1; i < dimension; i++) {
        int row = index(i, 0);
        double sum = 0;
        for (int j = c; j < i; j++) {
          sum -= factor[row + j] * column[j];
        }
        column[i] = sum / factor[row + i];
        inverse[row + c] = column[i];
      }
    }
    return inverse;
  }

  /** Overwrites v (d numbers) with L⁻¹ v. */
  public void solveLower(double[] v) {
    for (int i = 0; i < dimension; i++) {
      int row = index(i, 0);
      double sum = v[i];
      for (int j = 0; j < i; j++) {
        sum -= factor[row + j] * v[j];
      }
      v[i] = sum / factor[row + i];
    }
  }

  /** Overwrites v (d numbers) with L⁻ᵀ v. */
  public void solveUpper(double[] v) {
    for (int i = dimension - 1; i >= 0; i--) {
      double sum = v[i];
      for (int j = i + 1; j < dimension; j++) {
        sum -= factor[index(j, i)] * v[j];
      }
      v[i] = sum / factor[index(i, i)];
    }
  }

  /**
   * (a − b)ᵀ A⁻¹ (a − b) = ‖L⁻¹ (a − b)‖², or the sum of its first terms once that is not below the
   * limit.
   */
  public double squaredDistance(double[] a, double[] b, double limit) {
    double[] z = new double[dimension];
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      int row = index(i, 0);
      double sum = a[i] - b[i];
      for (int j = 0; j < i; j++) {
        sum -= factor[row + j] * z[j];
      }
      z[i] = sum * reciprocals[i];
      squares += z[i] * z[i];
      if (squares >= limit) {
        break;
      }
    }
    return squares;
  }

  /** Writes L v to out; the two may not be the same array. */
  public void multiplyLower(double[] v, double[] out) {
    for (int i = 0; i < dimension; i++) {
      int row = index(i, 0);
      double sum = 0;
      for (int j = 0; j <= i; j++) {
        sum += factor[row + j] * v[j];
      }
      out[i] = sum;
    }
  }

  /**
   * ‖L⁻¹ M‖²_F for the factor M of another matrix B = M Mᵀ: the trace of A⁻¹ B, a sum of squares
   * and so without cancellation.
   */
  public double traceOfInverseTimes(PackedCholesky other) {
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      double t = ratio(other, i);
      sum += t * t;
    }
    return new TriangularQuotient(this, other).addSquares(sum, Double.POSITIVE_INFINITY);
  }

  /**
   * start + tr(A⁻¹ B) − d − log |A⁻¹ B|, which is Stein's loss above a start, or a number between
   * the limit and that as soon as the limit is reached.
   *
   * <p>With T = L⁻¹ M the loss is Σ_i (t_ii² − 1 − log t_ii²) + Σ_{i>j} t_ij², no term of which is
   * negative. It is exactly zero where A and B have the same bits. Its absolute error is that of
   * the two log-determinants, a few ulp of Σ_i |log l_ii²|, and beside it that of T, which is
   * relative but for the condition of L.
   */
  public double addSteinLoss(PackedCholesky other, double start, double limit) {
    double diagonal = 0;
    for (int i = 0; i < dimension; i++) {
      double t = ratio(other, i);
      diagonal += (t - 1) * (t + 1);
    }
    double sum = start + Math.max(0, diagonal + (logDeterminant - other.logDeterminant));
    return sum >= limit ? sum : new TriangularQuotient(this, other).addSquares(sum, limit);
  }

  /** t_ii = m_ii / l_ii. */
  private double ratio(PackedCholesky other, int i) {
    int place = index(i, i);
    return other.factor[place] / factor[place];
  }

  /** A matrix that is not positive definite to working precision. */
  public static final class NotPositiveDefiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1L;
    private final int index;
    private final double pivot;

    NotPositiveDefiniteException(int index, double pivot) {
      super("not positive definite: pivot " + (index + 1) + " = " + pivot);
      this.index = index;
      this.pivot = pivot;
    }

    /** The variable, from 0, whose variance given those before it vanished. */
    public int index() {
      return index;
    }

    /** The pivot that was met. */
    public double pivot() {
      return pivot;
    }
  }
}
