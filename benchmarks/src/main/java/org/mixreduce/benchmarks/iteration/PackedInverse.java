package org.mixreduce.benchmarks.iteration;

/**
 * The inverse of a symmetric positive definite matrix in place. The lower triangle is packed row by
 * row: element (j, l), l ≤ j, at j (j + 1) / 2 + l.
 */
final class PackedInverse {

  private PackedInverse() {}

  /** Overwrites A (d × d) with A⁻¹ = L⁻ᵀ L⁻¹ and returns log |A|. */
  static double invert(double[] a, int d) {
    double logDeterminant = factor(a, d);
    invertTriangle(a, d);
    multiplyByTranspose(a, d);
    return logDeterminant;
  }

  /** A = L Lᵀ (Cholesky); returns log |A|. */
  private static double factor(double[] a, int d) {
    double logDeterminant = 0;
    for (int j = 0; j < d; j++) {
      int rowJ = row(j);
      for (int l = 0; l <= j; l++) {
        int rowL = row(l);
        double sum = a[rowJ + l];
        for (int m = 0; m < l; m++) {
          sum -= a[rowJ + m] * a[rowL + m];
        }
        a[rowJ + l] = l < j ? sum / a[rowL + l] : Math.sqrt(sum);
      }
      logDeterminant += 2 * Math.log(a[rowJ + j]);
    }
    return logDeterminant;
  }

  private static void invertTriangle(double[] a, int d) {
    for (int j = 0; j < d; j++) {
      double inverse = 1 / a[row(j) + j];
      for (int l = 0; l < j; l++) {
        double sum = 0;
        for (int m = l; m < j; m++) {
          sum += a[row(j) + m] * a[row(m) + l];
        }
        a[row(j) + l] = -sum * inverse;
      }
      a[row(j) + j] = inverse;
    }
  }

  /** (L⁻ᵀ L⁻¹)_jl = Σ_{m ≥ j} L⁻¹_mj L⁻¹_ml for l ≤ j: no element is read after it is written. */
  private static void multiplyByTranspose(double[] a, int d) {
    for (int j = 0; j < d; j++) {
      for (int l = 0; l <= j; l++) {
        double sum = 0;
        for (int m = j; m < d; m++) {
          sum += a[row(m) + j] * a[row(m) + l];
        }
        a[row(j) + l] = sum;
      }
    }
  }

  private static int row(int j) {
    return j * (j + 1) / 2;
  }
}
