package org.mixreduce.benchmarks.iteration;

import org.mixreduce.core.linear.PackedCholesky;

/** The inverse of a symmetric positive definite matrix, packed as in {@link PackedCholesky}. */
final class PackedInverse {

  private PackedInverse() {}

  /** Overwrites A (d × d) with A⁻¹ = L⁻ᵀ L⁻¹ and returns log |A|. */
  static double invert(double[] a, int d) {
    PackedCholesky cholesky = PackedCholesky.of(a, d, 0);
    double[] inverse = cholesky.inverse();
    for (int j = 0; j < d; j++) {
      for (int l = 0; l <= j; l++) {
        double sum = 0;
        for (int m = j; m < d; m++) {
          sum += inverse[PackedCholesky.index(m, j)] * inverse[PackedCholesky.index(m, l)];
        }
        a[PackedCholesky.index(j, l)] = sum;
      }
    }
    return cholesky.logDeterminant();
  }
}
