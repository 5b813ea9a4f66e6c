package org.mixreduce.core.loops;

import java.util.Arrays;
import org.mixreduce.core.linear.PackedCholesky;

/**
 * What EM does to many rows at once. Rows lie variable by variable: {@code x[j][i]} is variable j
 * of row i. Numbers of rows are multiples of {@link #LANES}; callers pad.
 *
 * <p>Implementations give the same bits and have no state, so all threads may share one. Triangular
 * matrices are packed as in {@link PackedCholesky}.
 */
public abstract class KernelLoops {

  /** Sums that run side by side, and what numbers of rows are multiples of. */
  public static final int LANES = 8;

  /**
   * A term this far below the largest in log-sum-exp is nothing: e^−37 = 8.5e-17 is below half a
   * unit in the last place of the sum, which is 1 at least. Many terms left out still are less than
   * K times that.
   */
  static final double NEGLIGIBLE = -37;

  /**
   * Rows below which the vectors' loops are not worth it: until HotSpot has compiled them, after
   * half a second or so, they are far slower than plain ones.
   */
  private static final int ROWS_WORTH_COMPILING = 10_000;

  private static final KernelLoops PLAIN = new PlainLoops();
  private static final KernelLoops FASTEST = fastest();

  /** In plain Java, which runs everywhere. */
  public static KernelLoops plain() {
    return PLAIN;
  }

  /** The fastest that this JVM has: vectors if it was started with the module for them. */
  public static KernelLoops best() {
    return FASTEST;
  }

  /** The right ones for fits of so many rows. */
  public static KernelLoops forRows(int rows) {
    return rows < ROWS_WORTH_COMPILING ? PLAIN : FASTEST;
  }

  private static KernelLoops fastest() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return PLAIN;
    }
    try {
      // By name, because the class cannot even be loaded without the module.
      return (KernelLoops)
          Class.forName("org.mixreduce.core.loops.VectorLoops")
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException(
          "the vector module of this Java ("
              + Runtime.version()
              + ") does not fit: run without --add-modules jdk.incubator.vector",
          e);
    }
  }

  /** What these loops are, for people. */
  public abstract String description();

  /**
   * q_i = Σ_j (c_j + Σ_{l≤j} w_jl x_li)², the squared distance in the coordinates of a triangular
   * matrix.
   *
   * @param x d variables of at least {@code rows} rows
   * @param w lower triangle, d(d+1)/2 numbers
   * @param c d numbers
   * @param z four arrays of at least {@code rows} numbers, overwritten
   * @param q at least {@code rows} numbers, overwritten
   */
  public final void quadraticForm(
      double[][] x, int rows, double[] w, double[] c, double[][] z, double[] q) {
    int d = c.length;
    int j = setFirst(x, rows, w, c, q);
    for (; j + 4 <= d; j += 4) {
      multiplyRows(x, rows, w, j, c, z[0], z[1]);
      multiplyRows(x, rows, w, j + 2, c, z[2], z[3]);
      addTriangle4(x, j, rows, w, z, q);
    }
    if (j + 2 <= d && j >= 4) {
      multiplyRows(x, rows, w, j, c, z[0], z[1]);
      addTriangle2(x, j, rows, w, z, q);
      j += 2;
    }
    if (j < d) {
      addRow(x, rows, w, j, c[j], z[0], q);
    }
  }

  /** The first four variables, or two, or one; returns how many. */
  private int setFirst(double[][] x, int rows, double[] w, double[] c, double[] q) {
    if (c.length >= 4) {
      setTriangle4(x, rows, w, c, q);
      return 4;
    }
    if (c.length >= 2) {
      setTriangle2(x, rows, w, c, q);
      return 2;
    }
    setSquare(x[0], rows, w[0], c[0], q);
    return 1;
  }

  /** z_a = c_{j+a} + Σ_{l<j₄} w_{j+a,l} x_l, a &lt; 2, with j₄ the multiple of four up to j. */
  private void multiplyRows(
      double[][] x, int rows, double[] w, int j, double[] c, double[] z0, double[] z1) {
    multiply4x2(x, rows, w, j, c, z0, z1);
    for (int l = 4; l + 4 <= j - j % 4; l += 4) {
      multiplyAdd4x2(x, l, rows, w, j, z0, z1);
    }
  }

  private void addRow(double[][] x, int rows, double[] w, int j, double c, double[] z, double[] q) {
    Arrays.fill(z, 0, rows, c);
    int at = PackedCholesky.index(j, 0);
    int l = 0;
    for (; l + 4 <= j; l += 4) {
      multiplyAdd4(x, l, rows, w, at + l, z);
    }
    for (; l < j; l++) {
      multiplyAdd(x[l], rows, w[at + l], z);
    }
    addSquare(x[j], rows, w[at + j], z, q);
  }

  /**
   * q_ki = Σ_j (c_kj + w_kj x_ji)², the same for K diagonal matrices. A few variables at a time for
   * all K, which finds them in the cache.
   *
   * @param w K arrays of d numbers
   * @param c K arrays of d numbers
   * @param q K arrays of at least {@code rows} numbers, overwritten
   */
  public final void diagonalForms(
      double[][] x, int rows, double[][] w, double[][] c, double[][] q) {
    for (double[] form : q) {
      Arrays.fill(form, 0, rows, 0);
    }
    int j = 0;
    for (; j + 4 <= x.length; j += 4) {
      for (int k = 0; k < w.length; k++) {
        addScaledSquares4(x, j, rows, w[k], c[k], q[k]);
      }
    }
    for (; j < x.length; j++) {
      for (int k = 0; k < w.length; k++) {
        addScaledSquare(x[j], rows, w[k][j], c[k][j], q[k]);
      }
    }
  }

  /**
   * Log-sum-exp and posteriors of rows: turns logits a_ki into τ_ki = exp(a_ki) / Σ_m exp(a_mi).
   * Terms that cannot matter in double precision are not computed and become zero.
   *
   * @param logits K arrays of at least {@code rows} logits, overwritten by the posteriors
   * @param largest max_k a_ki, out
   * @param sum Σ_k exp(a_ki − largest_i), between 1 and K, out; not a number where a logit is, or
   *     where all are −∞, and the posteriors are so too
   */
  public final void posteriors(double[][] logits, int rows, double[] largest, double[] sum) {
    System.arraycopy(logits[0], 0, largest, 0, rows);
    for (int k = 1; k < logits.length; k++) {
      maximum(logits[k], rows, largest);
    }
    Arrays.fill(sum, 0, rows, 0);
    for (double[] logit : logits) {
      exponentials(logit, rows, largest, sum);
    }
    double[] inverse = new double[rows];
    invert(sum, rows, inverse);
    for (double[] term : logits) {
      scale(term, rows, inverse);
    }
  }

  /**
   * Adds Σ_i s_i y_ji for all j and Σ_i s_i y_ji y_li for all l ≤ j.
   *
   * @param y d variables of at least {@code rows} rows
   * @param s the share of each row
   * @param first {@link #LANES} sums for each variable, added to
   * @param second {@link #LANES} for each packed element (j, l), added to
   */
  public final void addProducts(
      double[][] y, double[] s, int rows, double[] first, double[] second) {
    int j = 0;
    for (; j + 4 <= y.length; j += 4) {
      for (int l = 0; l < j; l += 4) {
        addProducts4x4(y, s, j, l, rows, second);
      }
      addProductsTriangle4(y, s, j, rows, first, second);
    }
    if (j + 2 <= y.length) {
      for (int l = 0; l < j; l += 4) {
        addProducts2x4(y, s, j, l, rows, second);
      }
      addProductsTriangle2(y, s, j, rows, first, second);
      j += 2;
    }
    if (j < y.length) {
      for (int l = 0; l < j; l++) {
        addProduct(y[j], y[l], s, rows, second, PackedCholesky.index(j, l) * LANES);
      }
      int at = PackedCholesky.index(j, j) * LANES;
      addMoments(y[j], 0, s, rows, first, j * LANES, second, at);
    }
  }

  /**
   * Adds Σ_i s_ki (x_ji + o_kj) and Σ_i s_ki (x_ji + o_kj)² for all j and k.
   *
   * @param offset o, K arrays of d numbers
   * @param s K arrays of shares
   * @param first K times {@link #LANES} sums for each variable, added to
   * @param second the same
   */
  public final void addSquares(
      double[][] x,
      double[][] offset,
      double[][] s,
      int rows,
      double[][] first,
      double[][] second) {
    int j = 0;
    for (; j + 4 <= x.length; j += 4) {
      for (int k = 0; k < s.length; k++) {
        addMoments4(x, offset[k], s[k], j, rows, first[k], second[k]);
      }
    }
    for (; j < x.length; j++) {
      for (int k = 0; k < s.length; k++) {
        addMoments(x[j], offset[k][j], s[k], rows, first[k], j * LANES, second[k], j * LANES);
      }
    }
  }

  /**
   * Adds Σ_i s_i.
   *
   * @param sums {@link #LANES} of them, added to
   */
  public abstract void addSum(double[] s, int rows, double[] sums);

  /** How many of the first rows have a value other than zero. */
  public abstract int countNonzero(double[] values, int rows);

  /** to[at + i] = from[fromAt + i] + offset for any number of rows. */
  public abstract void shift(
      double[] from, int fromAt, int rows, double offset, double[] to, int at);

  /** largest = max(largest, values). */
  abstract void maximum(double[] values, int rows, double[] largest);

  /** logit becomes e^(logit − largest), or 0 where that is {@link #NEGLIGIBLE}; sum += that. */
  abstract void exponentials(double[] logit, int rows, double[] largest, double[] sum);

  /** inverse = 1 / sum. */
  abstract void invert(double[] sum, int rows, double[] inverse);

  /** values *= factors. */
  abstract void scale(double[] values, int rows, double[] factors);

  /** q += Σ_{m<4} (c_{j+m} + w_{j+m} x_{j+m})². */
  abstract void addScaledSquares4(
      double[][] x, int j, int rows, double[] w, double[] c, double[] q);

  /** q += (c + f x)². */
  abstract void addScaledSquare(double[] x, int rows, double f, double c, double[] q);

  /** q = Σ_{a<4} (c_a + Σ_{m≤a} w_am x_m)². */
  abstract void setTriangle4(double[][] x, int rows, double[] w, double[] c, double[] q);

  /** The same for a &lt; 2. */
  abstract void setTriangle2(double[][] x, int rows, double[] w, double[] c, double[] q);

  /** q = (c + f x)². */
  abstract void setSquare(double[] x, int rows, double f, double c, double[] q);

  /** z_a = c_{j+a} + Σ_{m<4} w_{j+a,m} x_m for a &lt; 2. */
  abstract void multiply4x2(
      double[][] x, int rows, double[] w, int j, double[] c, double[] z0, double[] z1);

  /** z_a += Σ_{m<4} w_{j+a,l+m} x_{l+m} for a &lt; 2. */
  abstract void multiplyAdd4x2(
      double[][] x, int l, int rows, double[] w, int j, double[] z0, double[] z1);

  /** q += Σ_{a<4} (z_a + Σ_{m≤a} w_{j+a,j+m} x_{j+m})². */
  abstract void addTriangle4(double[][] x, int j, int rows, double[] w, double[][] z, double[] q);

  /** The same for a &lt; 2. */
  abstract void addTriangle2(double[][] x, int j, int rows, double[] w, double[][] z, double[] q);

  /** z += Σ_{m<4} w[at + m] x_{l+m}. */
  abstract void multiplyAdd4(double[][] x, int l, int rows, double[] w, int at, double[] z);

  /** z += f x. */
  abstract void multiplyAdd(double[] x, int rows, double f, double[] z);

  /** q += (z + f x)². */
  abstract void addSquare(double[] x, int rows, double f, double[] z, double[] q);

  /** Adds s y_{j+a} y_{l+m}, a and m &lt; 4, to the sums of (j + a, l + m). */
  abstract void addProducts4x4(double[][] y, double[] s, int j, int l, int rows, double[] second);

  /** The same for a &lt; 2. */
  abstract void addProducts2x4(double[][] y, double[] s, int j, int l, int rows, double[] second);

  /** Adds s y_{j+a} and s y_{j+a} y_{j+m}, m ≤ a &lt; 4. */
  abstract void addProductsTriangle4(
      double[][] y, double[] s, int j, int rows, double[] first, double[] second);

  /** The same for a &lt; 2. */
  abstract void addProductsTriangle2(
      double[][] y, double[] s, int j, int rows, double[] first, double[] second);

  /** Adds s a b to the sums from {@code at}. */
  abstract void addProduct(double[] a, double[] b, double[] s, int rows, double[] sums, int at);

  /** Adds s (x + o) to the first and s (x + o)² to the second sums, from their places. */
  abstract void addMoments(
      double[] x,
      double offset,
      double[] s,
      int rows,
      double[] first,
      int firstAt,
      double[] second,
      int secondAt);

  /** The same for four variables from j, whose sums stand side by side. */
  abstract void addMoments4(
      double[][] x, double[] offset, double[] s, int j, int rows, double[] first, double[] second);

  /** The sum of a quantity's lanes, in a fixed order. */
  public static double total(double[] sums, int at) {
    return ((sums[at] + sums[at + 4]) + (sums[at + 2] + sums[at + 6]))
        + ((sums[at + 1] + sums[at + 5]) + (sums[at + 3] + sums[at + 7]));
  }
}
