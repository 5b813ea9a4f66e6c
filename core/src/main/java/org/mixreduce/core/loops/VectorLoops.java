package org.mixreduce.core.loops;

import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.NE;
import static org.mixreduce.core.loops.Vectors.SPECIES;
import static org.mixreduce.core.loops.Vectors.WIDTH;
import static org.mixreduce.core.loops.Vectors.all;
import static org.mixreduce.core.loops.Vectors.exponential;
import static org.mixreduce.core.loops.Vectors.fma;
import static org.mixreduce.core.loops.Vectors.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import org.mixreduce.core.linear.PackedCholesky;

/**
 * The loops in vectors of whatever length the processor has, up to eight numbers. Compiled apart,
 * because its module must be asked for; {@link KernelLoops} loads it if it can.
 *
 * <p>Each method is one simple loop over rows: HotSpot 17 keeps vectors in registers across one
 * loop, but not across loops in loops. Nor does it where it inlines such a method into a caller
 * that has run the plain loops too: then each vector becomes an object, and a fit takes half as
 * long again. So JVMs that run these loops are told not to inline the methods of this class ({@code
 * -XX:CompileCommand=dontinline}); what is to be inlined is in {@link Vectors}.
 */
final class VectorLoops extends KernelLoops {

  @Override
  public String description() {
    return "own loops in vectors of " + WIDTH + " numbers";
  }

  @Override
  void setTriangle4(double[][] x, int rows, double[] w, double[] c, double[] q) {
    double[] x0 = x[0];
    double[] x1 = x[1];
    double[] x2 = x[2];
    double[] x3 = x[3];
    DoubleVector c0 = all(c[0]);
    DoubleVector c1 = all(c[1]);
    DoubleVector c2 = all(c[2]);
    DoubleVector c3 = all(c[3]);
    DoubleVector w00 = all(w[0]);
    DoubleVector w10 = all(w[1]);
    DoubleVector w11 = all(w[2]);
    DoubleVector w20 = all(w[3]);
    DoubleVector w21 = all(w[4]);
    DoubleVector w22 = all(w[5]);
    DoubleVector w30 = all(w[6]);
    DoubleVector w31 = all(w[7]);
    DoubleVector w32 = all(w[8]);
    DoubleVector w33 = all(w[9]);
    DoubleVector zero = all(0);
    for (int i = 0; i < rows; i += WIDTH) {
      DoubleVector v0 = load(x0, i);
      DoubleVector v1 = load(x1, i);
      DoubleVector v2 = load(x2, i);
      DoubleVector v3 = load(x3, i);
      DoubleVector t0 = fma(w00, v0, c0);
      DoubleVector t1 = fma(w11, v1, fma(w10, v0, c1));
      DoubleVector t2 = fma(w22, v2, fma(w21, v1, fma(w20, v0, c2)));
      DoubleVector t3 = fma(w33, v3, fma(w32, v2, fma(w31, v1, fma(w30, v0, c3))));
      fma(t3, t3, fma(t2, t2, fma(t1, t1, fma(t0, t0, zero)))).intoArray(q, i);
    }
  }

  @Override
  void setTriangle2(double[][] x, int rows, double[] w, double[] c, double[] q) {
    double[] x0 = x[0];
    double[] x1 = x[1];
    DoubleVector c0 = all(c[0]);
    DoubleVector c1 = all(c[1]);
    DoubleVector w00 = all(w[0]);
    DoubleVector w10 = all(w[1]);
    DoubleVector w11 = all(w[2]);
    for (int i = 0; i < rows; i += WIDTH) {
      DoubleVector v0 = load(x0, i);
      DoubleVector t0 = fma(w00, v0, c0);
      DoubleVector t1 = fma(w11, load(x1, i), fma(w10, v0, c1));
      fma(t1, t1, t0.mul(t0)).intoArray(q, i);
    }
  }

  @Override
  void setSquare(double[] x, int rows, double f, double c, double[] q) {
    DoubleVector factor = all(f);
    DoubleVector constant = all(c);
    for (int i = 0; i < rows; i += WIDTH) {
      DoubleVector value = fma(factor, load(x, i), constant);
      value.mul(value).intoArray(q, i);
    }
  }

  @Override
  void multiply4x2(
      double[][] x, int rows, double[] w, int j, double[] c, double[] z0, double[] z1) {
    double[] x0 = x[0];
    double[] x1 = x[1];
    double[] x2 = x[2];
    double[] x3 = x[3];
    int a = PackedCholesky.index(j, 0);
    int b = PackedCholesky.index(j + 1, 0);
    DoubleVector ca = all(c[j]);
    DoubleVector cb = all(c[j + 1]);
    DoubleVector a0 = all(w[a]);
    DoubleVector a1 = all(w[a + 1]);
    DoubleVector a2 = all(w[a + 2]);
    DoubleVector a3 = all(w[a + 3]);
    DoubleVector b0 = all(w[b]);
    DoubleVector b1 = all(w[b + 1]);
    DoubleVector b2 = all(w[b + 2]);
    DoubleVector b3 = all(w[b + 3]);
    for (int i = 0; i < rows; i += WIDTH) {
      DoubleVector v0 = load(x0, i);
      DoubleVector v1 = load(x1, i);
      DoubleVector v2 = load(x2, i);
      DoubleVector v3 = load(x3, i);
      fma(a3, v3, fma(a2, v2, fma(a1, v1, fma(a0, v0, ca)))).intoArray(z0, i);
      fma(b3, v3, fma(b2, v2, fma(b1, v1, fma(b0, v0, cb)))).intoArray(z1, i);
    }
  }

  @Override
  void multiplyAdd4x2(double[][] x, int l, int rows, double[] w, int j, double[] z0, double[] z1) {
    double[] x0 = x[l];
    double[] x1 = x[l + 1];
    double[] x2 = x[l + 2];
    double[] x3 = x[l + 3];
    int a = PackedCholesky.index(j, l);
    int b = PackedCholesky.index(j + 1, l);
    DoubleVector a0 = all(w[a]);
    DoubleVector a1 = all(w[a + 1]);
    DoubleVector a2 = all(w[a + 2]);
    DoubleVector a3 = all(w[a + 3]);
    DoubleVector b0 = all(w[b]);
    DoubleVector b1 = all(w[b + 1]);
    DoubleVector b2 = all(w[b + 2]);
    DoubleVector b3 = all(w[b + 3]);
    for (int i = 0; i < rows; i += WIDTH) {
      DoubleVector v0 = load(x0, i);
      DoubleVector v1 = load(x1, i);
      DoubleVector v2 = load(x2, i);
      DoubleVector v3 = load(x3, i);
      fma(a3, v3, fma(a2, v2, fma(a1, v1, fma(a0, v0, load(z0, i))))).intoArray(z0, i);
      fma(b3, v3, fma(b2, v2, fma(b1, v1, fma(b0, v0, load(z1, i))))).intoArray(z1, i);
    }
  }

  @Override
  void addTriangle4(double[][] x, int j, int rows, double[] w, double[][] z, double[] q) {
    double[] x0 = x[j];
    double[] x1 = x[j + 1];
    double[] x2 = x[j + 2];
    double[] x3 = x[j + 3];
    double[] z0 = z[0];
    double[] z1 = z[1];
    double[] z2 = z[2];
    double[] z3 = z[3];
    DoubleVector w00 = all(w[PackedCholesky.index(j, j)]);
    DoubleVector w10 = all(w[PackedCholesky.index(j + 1, j)]);
    DoubleVector w11 = all(w[PackedCholesky.index(j + 1, j + 1)]);
    DoubleVector w20 = all(w[PackedCholesky.index(j + 2, j)]);
    DoubleVector w21 = all(w[PackedCholesky.index(j + 2, j + 1)]);
    DoubleVector w22 = all(w[PackedCholesky.index(j + 2, j + 2)]);
    DoubleVector w30 = all(w[PackedCholesky.index(j + 3, j)]);
    DoubleVector w31 = all(w[PackedCholesky.index(j + 3, j + 1)]);
    DoubleVector w32 = all(w[PackedCholesky.index(j + 3, j + 2)]);
    DoubleVector w33 = all(w[PackedCholesky.index(j + 3, j + 3)]);
    for (int i = 0; i < rows; i += WIDTH) {
      DoubleVector v0 = load(x0, i);
      DoubleVector v1 = load(x1, i);
      DoubleVector v2 = load(x2, i);
      DoubleVector v3 = load(x3, i);
      DoubleVector t0 = fma(w00, v0, load(z0, i));
      DoubleVector t1 = fma(w11, v1, fma(w10, v0, load(z1, i)));
      DoubleVector t2 = fma(w22, v2, fma(w21, v1, fma(w20, v0, load(z2, i))));
      DoubleVector t3 = fma(w33, v3, fma(w32, v2, fma(w31, v1, fma(w30, v0, load(z3, i)))));
      fma(t3, t3, fma(t2, t2, fma(t1, t1, fma(t0, t0, load(q, i))))).intoArray(q, i);
    }
  }

  @Override
  void multiplyAdd4(double[][] x, int l, int rows, double[] w, int at, double[] z) {
    double[] x0 = x[l];
    double[] x1 = x[l + 1];
    double[] x2 = x[l + 2];
    double[] x3 = x[l + 3];
    DoubleVector w0 = all(w[at]);
    DoubleVector w1 = all(w[at + 1]);
    DoubleVector w2 = all(w[at + 2]);
    DoubleVector w3 = all(w[at + 3]);
    for (int i = 0; i < rows; i += WIDTH) {
      fma(
              w3,
              load(x3, i),
              fma(w2, load(x2, i), fma(w1, load(x1, i), fma(w0, load(x0, i), load(z, i)))))
          .intoArray(z, i);
    }
  }

  @Override
  void multiplyAdd(double[] x, int rows, double f, double[] z) {
    DoubleVector factor = all(f);
    for (int i = 0; i < rows; i += WIDTH) {
      fma(factor, load(x, i), load(z, i)).intoArray(z, i);
    }
  }

  @Override
  void addTriangle2(double[][] x, int j, int rows, double[] w, double[][] z, double[] q) {
    double[] x0 = x[j];
    double[] x1 = x[j + 1];
    double[] z0 = z[0];
    double[] z1 = z[1];
    DoubleVector w00 = all(w[PackedCholesky.index(j, j)]);
    DoubleVector w10 = all(w[PackedCholesky.index(j + 1, j)]);
    DoubleVector w11 = all(w[PackedCholesky.index(j + 1, j + 1)]);
    for (int i = 0; i < rows; i += WIDTH) {
      DoubleVector v0 = load(x0, i);
      DoubleVector t0 = fma(w00, v0, load(z0, i));
      DoubleVector t1 = fma(w11, load(x1, i), fma(w10, v0, load(z1, i)));
      fma(t1, t1, fma(t0, t0, load(q, i))).intoArray(q, i);
    }
  }

  @Override
  void addSquare(double[] x, int rows, double f, double[] z, double[] q) {
    DoubleVector factor = all(f);
    for (int i = 0; i < rows; i += WIDTH) {
      DoubleVector value = fma(factor, load(x, i), load(z, i));
      fma(value, value, load(q, i)).intoArray(q, i);
    }
  }

  @Override
  void addScaledSquares4(double[][] x, int j, int rows, double[] w, double[] c, double[] q) {
    double[] x0 = x[j];
    double[] x1 = x[j + 1];
    double[] x2 = x[j + 2];
    double[] x3 = x[j + 3];
    DoubleVector w0 = all(w[j]);
    DoubleVector w1 = all(w[j + 1]);
    DoubleVector w2 = all(w[j + 2]);
    DoubleVector w3 = all(w[j + 3]);
    DoubleVector c0 = all(c[j]);
    DoubleVector c1 = all(c[j + 1]);
    DoubleVector c2 = all(c[j + 2]);
    DoubleVector c3 = all(c[j + 3]);
    for (int i = 0; i < rows; i += WIDTH) {
      DoubleVector t0 = fma(w0, load(x0, i), c0);
      DoubleVector t1 = fma(w1, load(x1, i), c1);
      DoubleVector t2 = fma(w2, load(x2, i), c2);
      DoubleVector t3 = fma(w3, load(x3, i), c3);
      fma(t3, t3, fma(t2, t2, fma(t1, t1, fma(t0, t0, load(q, i))))).intoArray(q, i);
    }
  }

  @Override
  void addScaledSquare(double[] x, int rows, double f, double c, double[] q) {
    DoubleVector factor = all(f);
    DoubleVector constant = all(c);
    for (int i = 0; i < rows; i += WIDTH) {
      DoubleVector value = fma(factor, load(x, i), constant);
      fma(value, value, load(q, i)).intoArray(q, i);
    }
  }

  @Override
  void maximum(double[] values, int rows, double[] largest) {
    for (int i = 0; i < rows; i += WIDTH) {
      load(largest, i).max(load(values, i)).intoArray(largest, i);
    }
  }

  @Override
  void exponentials(double[] logit, int rows, double[] largest, double[] sum) {
    for (int i = 0; i < rows; i += WIDTH) {
      DoubleVector below = load(logit, i).sub(load(largest, i));
      VectorMask<Double> nothing = below.compare(LE, NEGLIGIBLE);
      if (nothing.allTrue()) {
        DoubleVector.zero(SPECIES).intoArray(logit, i);
        continue;
      }
      DoubleVector term = exponential(below).blend(0.0, nothing);
      term.intoArray(logit, i);
      load(sum, i).add(term).intoArray(sum, i);
    }
  }

  @Override
  void invert(double[] sum, int rows, double[] inverse) {
    DoubleVector one = all(1);
    for (int i = 0; i < rows; i += WIDTH) {
      one.div(load(sum, i)).intoArray(inverse, i);
    }
  }

  @Override
  void scale(double[] values, int rows, double[] factors) {
    for (int i = 0; i < rows; i += WIDTH) {
      load(values, i).mul(load(factors, i)).intoArray(values, i);
    }
  }

  @Override
  public void shift(double[] from, int fromAt, int rows, double offset, double[] to, int at) {
    int whole = rows - rows % WIDTH;
    DoubleVector added = all(offset);
    for (int i = 0; i < whole; i += WIDTH) {
      load(from, fromAt + i).add(added).intoArray(to, at + i);
    }
    for (int i = whole; i < rows; i++) {
      to[at + i] = from[fromAt + i] + offset;
    }
  }

  @Override
  public void addSum(double[] s, int rows, double[] sums) {
    for (int offset = 0; offset < LANES; offset += WIDTH) {
      sum(s, rows, sums, offset);
    }
  }

  private static void sum(double[] s, int rows, double[] sums, int offset) {
    DoubleVector sum = load(sums, offset);
    for (int i = offset; i < rows; i += LANES) {
      sum = sum.add(load(s, i));
    }
    sum.intoArray(sums, offset);
  }

  @Override
  public int countNonzero(double[] values, int rows) {
    int count = 0;
    int whole = rows - rows % WIDTH;
    for (int i = 0; i < whole; i += WIDTH) {
      count += load(values, i).compare(NE, 0).trueCount();
    }
    for (int i = whole; i < rows; i++) {
      count += values[i] != 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  void addProducts4x4(double[][] y, double[] s, int j, int l, int rows, double[] second) {
    for (int offset = 0; offset < LANES; offset += WIDTH) {
      square(y, s, j, l, rows, second, offset);
    }
  }

  private static void square(
      double[][] y, double[] s, int j, int l, int rows, double[] second, int offset) {
    double[] u0 = y[j];
    double[] u1 = y[j + 1];
    double[] u2 = y[j + 2];
    double[] u3 = y[j + 3];
    double[] y0 = y[l];
    double[] y1 = y[l + 1];
    double[] y2 = y[l + 2];
    double[] y3 = y[l + 3];
    int p0 = PackedCholesky.index(j, l) * LANES + offset;
    int p1 = PackedCholesky.index(j + 1, l) * LANES + offset;
    int p2 = PackedCholesky.index(j + 2, l) * LANES + offset;
    int p3 = PackedCholesky.index(j + 3, l) * LANES + offset;
    DoubleVector s00 = load(second, p0);
    DoubleVector s01 = load(second, p0 + LANES);
    DoubleVector s02 = load(second, p0 + 2 * LANES);
    DoubleVector s03 = load(second, p0 + 3 * LANES);
    DoubleVector s10 = load(second, p1);
    DoubleVector s11 = load(second, p1 + LANES);
    DoubleVector s12 = load(second, p1 + 2 * LANES);
    DoubleVector s13 = load(second, p1 + 3 * LANES);
    DoubleVector s20 = load(second, p2);
    DoubleVector s21 = load(second, p2 + LANES);
    DoubleVector s22 = load(second, p2 + 2 * LANES);
    DoubleVector s23 = load(second, p2 + 3 * LANES);
    DoubleVector s30 = load(second, p3);
    DoubleVector s31 = load(second, p3 + LANES);
    DoubleVector s32 = load(second, p3 + 2 * LANES);
    DoubleVector s33 = load(second, p3 + 3 * LANES);
    for (int i = offset; i < rows; i += LANES) {
      DoubleVector share = load(s, i);
      DoubleVector v0 = load(y0, i);
      DoubleVector v1 = load(y1, i);
      DoubleVector v2 = load(y2, i);
      DoubleVector v3 = load(y3, i);
      DoubleVector t = load(u0, i).mul(share);
      s00 = fma(t, v0, s00);
      s01 = fma(t, v1, s01);
      s02 = fma(t, v2, s02);
      s03 = fma(t, v3, s03);
      t = load(u1, i).mul(share);
      s10 = fma(t, v0, s10);
      s11 = fma(t, v1, s11);
      s12 = fma(t, v2, s12);
      s13 = fma(t, v3, s13);
      t = load(u2, i).mul(share);
      s20 = fma(t, v0, s20);
      s21 = fma(t, v1, s21);
      s22 = fma(t, v2, s22);
      s23 = fma(t, v3, s23);
      t = load(u3, i).mul(share);
      s30 = fma(t, v0, s30);
      s31 = fma(t, v1, s31);
      s32 = fma(t, v2, s32);
      s33 = fma(t, v3, s33);
    }
    s00.intoArray(second, p0);
    s01.intoArray(second, p0 + LANES);
    s02.intoArray(second, p0 + 2 * LANES);
    s03.intoArray(second, p0 + 3 * LANES);
    s10.intoArray(second, p1);
    s11.intoArray(second, p1 + LANES);
    s12.intoArray(second, p1 + 2 * LANES);
    s13.intoArray(second, p1 + 3 * LANES);
    s20.intoArray(second, p2);
    s21.intoArray(second, p2 + LANES);
    s22.intoArray(second, p2 + 2 * LANES);
    s23.intoArray(second, p2 + 3 * LANES);
    s30.intoArray(second, p3);
    s31.intoArray(second, p3 + LANES);
    s32.intoArray(second, p3 + 2 * LANES);
    s33.intoArray(second, p3 + 3 * LANES);
  }

  @Override
  void addProducts2x4(double[][] y, double[] s, int j, int l, int rows, double[] second) {
    for (int offset = 0; offset < LANES; offset += WIDTH) {
      rectangle(y, s, j, l, rows, second, offset);
    }
  }

  private static void rectangle(
      double[][] y, double[] s, int j, int l, int rows, double[] second, int offset) {
    double[] u0 = y[j];
    double[] u1 = y[j + 1];
    double[] y0 = y[l];
    double[] y1 = y[l + 1];
    double[] y2 = y[l + 2];
    double[] y3 = y[l + 3];
    int p0 = PackedCholesky.index(j, l) * LANES + offset;
    int p1 = PackedCholesky.index(j + 1, l) * LANES + offset;
    DoubleVector s00 = load(second, p0);
    DoubleVector s01 = load(second, p0 + LANES);
    DoubleVector s02 = load(second, p0 + 2 * LANES);
    DoubleVector s03 = load(second, p0 + 3 * LANES);
    DoubleVector s10 = load(second, p1);
    DoubleVector s11 = load(second, p1 + LANES);
    DoubleVector s12 = load(second, p1 + 2 * LANES);
    DoubleVector s13 = load(second, p1 + 3 * LANES);
    for (int i = offset; i < rows; i += LANES) {
      DoubleVector share = load(s, i);
      DoubleVector v0 = load(y0, i);
      DoubleVector v1 = load(y1, i);
      DoubleVector v2 = load(y2, i);
      DoubleVector v3 = load(y3, i);
      DoubleVector t = load(u0, i).mul(share);
      s00 = fma(t, v0, s00);
      s01 = fma(t, v1, s01);
      s02 = fma(t, v2, s02);
      s03 = fma(t, v3, s03);
      t = load(u1, i).mul(share);
      s10 = fma(t, v0, s10);
      s11 = fma(t, v1, s11);
      s12 = fma(t, v2, s12);
      s13 = fma(t, v3, s13);
    }
    s00.intoArray(second, p0);
    s01.intoArray(second, p0 + LANES);
    s02.intoArray(second, p0 + 2 * LANES);
    s03.intoArray(second, p0 + 3 * LANES);
    s10.intoArray(second, p1);
    s11.intoArray(second, p1 + LANES);
    s12.intoArray(second, p1 + 2 * LANES);
    s13.intoArray(second, p1 + 3 * LANES);
  }

  @Override
  void addProductsTriangle4(
      double[][] y, double[] s, int j, int rows, double[] first, double[] second) {
    for (int offset = 0; offset < LANES; offset += WIDTH) {
      triangle4(y, s, j, rows, first, second, offset);
    }
  }

  private static void triangle4(
      double[][] y, double[] s, int j, int rows, double[] first, double[] second, int offset) {
    double[] y0 = y[j];
    double[] y1 = y[j + 1];
    double[] y2 = y[j + 2];
    double[] y3 = y[j + 3];
    int f = j * LANES + offset;
    int p0 = PackedCholesky.index(j, j) * LANES + offset;
    int p1 = PackedCholesky.index(j + 1, j) * LANES + offset;
    int p2 = PackedCholesky.index(j + 2, j) * LANES + offset;
    int p3 = PackedCholesky.index(j + 3, j) * LANES + offset;
    DoubleVector f0 = load(first, f);
    DoubleVector f1 = load(first, f + LANES);
    DoubleVector f2 = load(first, f + 2 * LANES);
    DoubleVector f3 = load(first, f + 3 * LANES);
    DoubleVector s00 = load(second, p0);
    DoubleVector s10 = load(second, p1);
    DoubleVector s11 = load(second, p1 + LANES);
    DoubleVector s20 = load(second, p2);
    DoubleVector s21 = load(second, p2 + LANES);
    DoubleVector s22 = load(second, p2 + 2 * LANES);
    DoubleVector s30 = load(second, p3);
    DoubleVector s31 = load(second, p3 + LANES);
    DoubleVector s32 = load(second, p3 + 2 * LANES);
    DoubleVector s33 = load(second, p3 + 3 * LANES);
    for (int i = offset; i < rows; i += LANES) {
      DoubleVector share = load(s, i);
      DoubleVector v0 = load(y0, i);
      DoubleVector v1 = load(y1, i);
      DoubleVector v2 = load(y2, i);
      DoubleVector v3 = load(y3, i);
      DoubleVector t = v0.mul(share);
      f0 = f0.add(t);
      s00 = fma(t, v0, s00);
      t = v1.mul(share);
      f1 = f1.add(t);
      s10 = fma(t, v0, s10);
      s11 = fma(t, v1, s11);
      t = v2.mul(share);
      f2 = f2.add(t);
      s20 = fma(t, v0, s20);
      s21 = fma(t, v1, s21);
      s22 = fma(t, v2, s22);
      t = v3.mul(share);
      f3 = f3.add(t);
      s30 = fma(t, v0, s30);
      s31 = fma(t, v1, s31);
      s32 = fma(t, v2, s32);
      s33 = fma(t, v3, s33);
    }
    f0.intoArray(first, f);
    f1.intoArray(first, f + LANES);
    f2.intoArray(first, f + 2 * LANES);
    f3.intoArray(first, f + 3 * LANES);
    s00.intoArray(second, p0);
    s10.intoArray(second, p1);
    s11.intoArray(second, p1 + LANES);
    s20.intoArray(second, p2);
    s21.intoArray(second, p2 + LANES);
    s22.intoArray(second, p2 + 2 * LANES);
    s30.intoArray(second, p3);
    s31.intoArray(second, p3 + LANES);
    s32.intoArray(second, p3 + 2 * LANES);
    s33.intoArray(second, p3 + 3 * LANES);
  }

  @Override
  void addProductsTriangle2(
      double[][] y, double[] s, int j, int rows, double[] first, double[] second) {
    for (int offset = 0; offset < LANES; offset += WIDTH) {
      triangle2(y, s, j, rows, first, second, offset);
    }
  }

  private static void triangle2(
      double[][] y, double[] s, int j, int rows, double[] first, double[] second, int offset) {
    double[] y0 = y[j];
    double[] y1 = y[j + 1];
    int f = j * LANES + offset;
    int p0 = PackedCholesky.index(j, j) * LANES + offset;
    int p1 = PackedCholesky.index(j + 1, j) * LANES + offset;
    DoubleVector f0 = load(first, f);
    DoubleVector f1 = load(first, f + LANES);
    DoubleVector s00 = load(second, p0);
    DoubleVector s10 = load(second, p1);
    DoubleVector s11 = load(second, p1 + LANES);
    for (int i = offset; i < rows; i += LANES) {
      DoubleVector share = load(s, i);
      DoubleVector v0 = load(y0, i);
      DoubleVector v1 = load(y1, i);
      DoubleVector t = v0.mul(share);
      f0 = f0.add(t);
      s00 = fma(t, v0, s00);
      t = v1.mul(share);
      f1 = f1.add(t);
      s10 = fma(t, v0, s10);
      s11 = fma(t, v1, s11);
    }
    f0.intoArray(first, f);
    f1.intoArray(first, f + LANES);
    s00.intoArray(second, p0);
    s10.intoArray(second, p1);
    s11.intoArray(second, p1 + LANES);
  }

  @Override
  void addMoments4(
      double[][] x, double[] offset, double[] s, int j, int rows, double[] first, double[] second) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      moments4(x, offset, s, j, rows, first, second, lane);
    }
  }

  private static void moments4(
      double[][] x,
      double[] offset,
      double[] s,
      int j,
      int rows,
      double[] first,
      double[] second,
      int lane) {
    double[] x0 = x[j];
    double[] x1 = x[j + 1];
    double[] x2 = x[j + 2];
    double[] x3 = x[j + 3];
    DoubleVector o0 = all(offset[j]);
    DoubleVector o1 = all(offset[j + 1]);
    DoubleVector o2 = all(offset[j + 2]);
    DoubleVector o3 = all(offset[j + 3]);
    int at = j * LANES + lane;
    DoubleVector f0 = load(first, at);
    DoubleVector f1 = load(first, at + LANES);
    DoubleVector f2 = load(first, at + 2 * LANES);
    DoubleVector f3 = load(first, at + 3 * LANES);
    DoubleVector s0 = load(second, at);
    DoubleVector s1 = load(second, at + LANES);
    DoubleVector s2 = load(second, at + 2 * LANES);
    DoubleVector s3 = load(second, at + 3 * LANES);
    for (int i = lane; i < rows; i += LANES) {
      DoubleVector share = load(s, i);
      DoubleVector y = load(x0, i).add(o0);
      DoubleVector t = y.mul(share);
      f0 = f0.add(t);
      s0 = fma(t, y, s0);
      y = load(x1, i).add(o1);
      t = y.mul(share);
      f1 = f1.add(t);
      s1 = fma(t, y, s1);
      y = load(x2, i).add(o2);
      t = y.mul(share);
      f2 = f2.add(t);
      s2 = fma(t, y, s2);
      y = load(x3, i).add(o3);
      t = y.mul(share);
      f3 = f3.add(t);
      s3 = fma(t, y, s3);
    }
    f0.intoArray(first, at);
    f1.intoArray(first, at + LANES);
    f2.intoArray(first, at + 2 * LANES);
    f3.intoArray(first, at + 3 * LANES);
    s0.intoArray(second, at);
    s1.intoArray(second, at + LANES);
    s2.intoArray(second, at + 2 * LANES);
    s3.intoArray(second, at + 3 * LANES);
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
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      moments(x, offset, s, rows, first, firstAt + lane, second, secondAt + lane, lane);
    }
  }

  private static void moments(
      double[] x,
      double offset,
      double[] s,
      int rows,
      double[] first,
      int firstAt,
      double[] second,
      int secondAt,
      int lane) {
    DoubleVector added = all(offset);
    DoubleVector sum = load(first, firstAt);
    DoubleVector squares = load(second, secondAt);
    for (int i = lane; i < rows; i += LANES) {
      DoubleVector y = load(x, i).add(added);
      DoubleVector t = y.mul(load(s, i));
      sum = sum.add(t);
      squares = fma(t, y, squares);
    }
    sum.intoArray(first, firstAt);
    squares.intoArray(second, secondAt);
  }

  @Override
  void addProduct(double[] a, double[] b, double[] s, int rows, double[] sums, int at) {
    for (int offset = 0; offset < LANES; offset += WIDTH) {
      product(a, b, s, rows, sums, at + offset, offset);
    }
  }

  private static void product(
      double[] a, double[] b, double[] s, int rows, double[] sums, int at, int offset) {
    DoubleVector sum = load(sums, at);
    for (int i = offset; i < rows; i += LANES) {
      sum = fma(load(a, i).mul(load(s, i)), load(b, i), sum);
    }
    sum.intoArray(sums, at);
  }
}
