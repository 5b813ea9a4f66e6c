package org.mixreduce.core.loops;

import java.util.Arrays;
import org.mixreduce.core.linear.PackedCholesky;

/**
 * The loops in plain Java. Those that go over rows with one result are written so that HotSpot's
 * compiler turns them into vector instructions: one array a variable, one result a loop, at most
 * four variables at a time. The sums are not, because addition in order is not its to change.
 */
final class PlainLoops extends KernelLoops {

  @Override
  public String description() {
    return "own loops in plain Java";
  }

  @Override
  void setTriangle4(double[][] x, int rows, double[] w, double[] c, double[] q) {
    setTriangle(4, x, rows, w, c, q);
  }

  @Override
  void setTriangle2(double[][] x, int rows, double[] w, double[] c, double[] q) {
    setTriangle(2, x, rows, w, c, q);
  }

  private void setTriangle(int size, double[][] x, int rows, double[] w, double[] c, double[] q) {
    Arrays.fill(q, 0, rows, 0);
    double[] z = new double[rows];
    for (int a = 0; a < size; a++) {
      Arrays.fill(z, c[a]);
      int at = PackedCholesky.index(a, 0);
      for (int m = 0; m < a; m++) {
        multiplyAdd(x[m], rows, w[at + m], z);
      }
      addSquare(x[a], rows, w[at + a], z, q);
    }
  }

  @Override
  void setSquare(double[] x, int rows, double f, double c, double[] q) {
    for (int i = 0; i < rows; i++) {
      double value = Math.fma(f, x[i], c);
      q[i] = value * value;
    }
  }

  @Override
  void multiply4x2(
      double[][] x, int rows, double[] w, int j, double[] c, double[] z0, double[] z1) {
    Arrays.fill(z0, 0, rows, c[j]);
    Arrays.fill(z1, 0, rows, c[j + 1]);
    multiplyAdd4x2(x, 0, rows, w, j, z0, z1);
  }

  @Override
  void multiplyAdd4x2(double[][] x, int l, int rows, double[] w, int j, double[] z0, double[] z1) {
    multiplyAdd4(x, l, rows, w, PackedCholesky.index(j, l), z0);
    multiplyAdd4(x, l, rows, w, PackedCholesky.index(j + 1, l), z1);
  }

  @Override
  void addTriangle4(double[][] x, int j, int rows, double[] w, double[][] z, double[] q) {
    addTriangle(4, x, j, rows, w, z, q);
  }

  @Override
  void multiplyAdd4(double[][] x, int l, int rows, double[] w, int at, double[] z) {
    four(x[l], x[l + 1], x[l + 2], x[l + 3], rows, w[at], w[at + 1], w[at + 2], w[at + 3], z);
  }

  private static void four(
      double[] x0,
      double[] x1,
      double[] x2,
      double[] x3,
      int rows,
      double w0,
      double w1,
      double w2,
      double w3,
      double[] z) {
    for (int i = 0; i < rows; i++) {
      z[i] =
          Math.fma(w3, x3[i], Math.fma(w2, x2[i], Math.fma(w1, x1[i], Math.fma(w0, x0[i], z[i]))));
    }
  }

  @Override
  void multiplyAdd(double[] x, int rows, double f, double[] z) {
    for (int i = 0; i < rows; i++) {
      z[i] = Math.fma(f, x[i], z[i]);
    }
  }

  @Override
  void addTriangle2(double[][] x, int j, int rows, double[] w, double[][] z, double[] q) {
    addTriangle(2, x, j, rows, w, z, q);
  }

  private void addTriangle(
      int size, double[][] x, int j, int rows, double[] w, double[][] z, double[] q) {
    for (int a = 0; a < size; a++) {
      int at = PackedCholesky.index(j + a, j);
      for (int m = 0; m < a; m++) {
        multiplyAdd(x[j + m], rows, w[at + m], z[a]);
      }
      addSquare(x[j + a], rows, w[at + a], z[a], q);
    }
  }

  @Override
  void addSquare(double[] x, int rows, double f, double[] z, double[] q) {
    for (int i = 0; i < rows; i++) {
      double value = Math.fma(f, x[i], z[i]);
      q[i] = Math.fma(value, value, q[i]);
    }
  }

  @Override
  void addScaledSquares4(double[][] x, int j, int rows, double[] w, double[] c, double[] q) {
    for (int m = j; m < j + 4; m++) {
      addScaledSquare(x[m], rows, w[m], c[m], q);
    }
  }

  @Override
  void addScaledSquare(double[] x, int rows, double f, double c, double[] q) {
    for (int i = 0; i < rows; i++) {
      double value = Math.fma(f, x[i], c);
      q[i] = Math.fma(value, value, q[i]);
    }
  }

  @Override
  void maximum(double[] values, int rows, double[] largest) {
    for (int i = 0; i < rows; i++) {
      largest[i] = Math.max(largest[i], values[i]);
    }
  }

  @Override
  void exponentials(double[] logit, int rows, double[] largest, double[] sum) {
    for (int i = 0; i < rows; i++) {
      double below = logit[i] - largest[i];
      // Written so that what is not a number stays so.
      double term = below <= NEGLIGIBLE ? 0 : Exponential.of(below);
      logit[i] = term;
      sum[i] += term;
    }
  }

  @Override
  void invert(double[] sum, int rows, double[] inverse) {
    for (int i = 0; i < rows; i++) {
      inverse[i] = 1 / sum[i];
    }
  }

  @Override
  void scale(double[] values, int rows, double[] factors) {
    for (int i = 0; i < rows; i++) {
      values[i] *= factors[i];
    }
  }

  @Override
  public void shift(double[] from, int fromAt, int rows, double offset, double[] to, int at) {
    for (int i = 0; i < rows; i++) {
      to[at + i] = from[fromAt + i] + offset;
    }
  }

  @Override
  public void addSum(double[] s, int rows, double[] sums) {
    for (int lane = 0; lane < LANES; lane++) {
      double sum = sums[lane];
      for (int i = lane; i < rows; i += LANES) {
        sum += s[i];
      }
      sums[lane] = sum;
    }
  }

  @Override
  public int countNonzero(double[] values, int rows) {
    int count = 0;
    for (int i = 0; i < rows; i++) {
      count += values[i] != 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  void addProducts4x4(double[][] y, double[] s, int j, int l, int rows, double[] second) {
    for (int a = 0; a < 4; a++) {
      addProducts1x4(y, s, j + a, l, rows, second);
    }
  }

  @Override
  void addProducts2x4(double[][] y, double[] s, int j, int l, int rows, double[] second) {
    addProducts1x4(y, s, j, l, rows, second);
    addProducts1x4(y, s, j + 1, l, rows, second);
  }

  private static void addProducts1x4(
      double[][] y, double[] s, int j, int l, int rows, double[] second) {
    int at = PackedCholesky.index(j, l) * LANES;
    for (int lane = 0; lane < LANES; lane++) {
      lane(s, y[j], y[l], y[l + 1], y[l + 2], y[l + 3], rows, second, at + lane, lane);
    }
  }

  private static void lane(
      double[] s,
      double[] u,
      double[] y0,
      double[] y1,
      double[] y2,
      double[] y3,
      int rows,
      double[] sums,
      int at,
      int lane) {
    double s0 = sums[at];
    double s1 = sums[at + LANES];
    double s2 = sums[at + 2 * LANES];
    double s3 = sums[at + 3 * LANES];
    for (int i = lane; i < rows; i += LANES) {
      double value = u[i] * s[i];
      s0 = Math.fma(value, y0[i], s0);
      s1 = Math.fma(value, y1[i], s1);
      s2 = Math.fma(value, y2[i], s2);
      s3 = Math.fma(value, y3[i], s3);
    }
    sums[at] = s0;
    sums[at + LANES] = s1;
    sums[at + 2 * LANES] = s2;
    sums[at + 3 * LANES] = s3;
  }

  @Override
  void addProductsTriangle4(
      double[][] y, double[] s, int j, int rows, double[] first, double[] second) {
    addProductsTriangle(4, y, s, j, rows, first, second);
  }

  @Override
  void addProductsTriangle2(
      double[][] y, double[] s, int j, int rows, double[] first, double[] second) {
    addProductsTriangle(2, y, s, j, rows, first, second);
  }

  private void addProductsTriangle(
      int size, double[][] y, double[] s, int j, int rows, double[] first, double[] second) {
    for (int a = j; a < j + size; a++) {
      for (int m = j; m < a; m++) {
        addProduct(y[a], y[m], s, rows, second, PackedCholesky.index(a, m) * LANES);
      }
      int at = PackedCholesky.index(a, a) * LANES;
      addMoments(y[a], 0, s, rows, first, a * LANES, second, at);
    }
  }

  @Override
  void addMoments4(
      double[][] x, double[] offset, double[] s, int j, int rows, double[] first, double[] second) {
    for (int m = j; m < j + 4; m++) {
      addMoments(x[m], offset[m], s, rows, first, m * LANES, second, m * LANES);
    }
  }

  @Override
  void addMoments(
      double[] x,
      double offset,
      double[] s,
      int rows,
      double[] first,
      int firstAt,
      double[] second,
      int secondAt) {
    for (int lane = 0; lane < LANES; lane++) {
      double sum = first[firstAt + lane];
      double squares = second[secondAt + lane];
      for (int i = lane; i < rows; i += LANES) {
        double y = x[i] + offset;
        double value = y * s[i];
        sum += value;
        squares = Math.fma(value, y, squares);
      }
      first[firstAt + lane] = sum;
      second[secondAt + lane] = squares;
    }
  }

  @Override
  void addProduct(double[] a, double[] b, double[] s, int rows, double[] sums, int at) {
    for (int lane = 0; lane < LANES; lane++) {
      double sum = sums[at + lane];
      for (int i = lane; i < rows; i += LANES) {
        sum = Math.fma(a[i] * s[i], b[i], sum);
      }
      sums[at + lane] = sum;
    }
  }
}
