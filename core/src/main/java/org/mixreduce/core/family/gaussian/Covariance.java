package org.mixreduce.core.family.gaussian;

import org.mixreduce.core.linear.PackedCholesky;

/**
 * A covariance matrix Σ with what densities and divergences need of it. Immutable; a matrix that
 * several components share is one object.
 */
sealed interface Covariance {

  /** d. */
  int dimension();

  /** log |Σ|. */
  double logDeterminant();

  /** Σ in its {@link ScatterForm}; owned by this object, not to be written. */
  double[] values();

  /** The form of {@link #values()}. */
  ScatterForm form();

  /** tr(Σ⁻¹ B) for a B of the same form. */
  double traceOfInverseTimes(Covariance other);

  /** (a − b)ᵀ Σ⁻¹ (a − b), or a part of it that is not below the limit. */
  double squaredDistance(double[] a, double[] b, double limit);

  /**
   * start + tr(Σ⁻¹ B) − d − log |Σ⁻¹ B| for a B of the same form, or a number between the limit and
   * that. What is added (Stein's loss, twice the divergence of the two around one mean) is not
   * negative, and zero for B = Σ.
   */
  double addSteinLoss(Covariance other, double start, double limit);

  /** Turns standard normal z (d numbers) into a draw of N(0, Σ), in out. */
  void colour(double[] z, double[] out);

  /**
   * Factors a matrix.
   *
   * @throws PackedCholesky.NotPositiveDefiniteException if it is not positive definite to working
   *     precision
   */
  static Covariance of(ScatterForm form, double[] values, int dimension) {
    return form == ScatterForm.FULL ? Full.of(values, dimension) : Diagonal.of(values);
  }

  /** Σ = diag(σ_1², …, σ_d²). */
  record Diagonal(double[] variances, double logDeterminant) implements Covariance {

    static Diagonal of(double[] variances) {
      double logDeterminant = 0;
      for (int j = 0; j < variances.length; j++) {
        double variance = variances[j];
        if (!(variance > 0) || variance == Double.POSITIVE_INFINITY) {
          // The factorisation says it in the words that are used for full matrices.
          PackedCholesky.of(new double[] {variance}, 1, 0);
        }
        logDeterminant += Math.log(variance);
      }
      return new Diagonal(variances, logDeterminant);
    }

    @Override
    public int dimension() {
      return variances.length;
    }

    @Override
    public double[] values() {
      return variances;
    }

    @Override
    public ScatterForm form() {
      return ScatterForm.DIAGONAL;
    }

    @Override
    public double traceOfInverseTimes(Covariance other) {
      double[] b = other.values();
      double sum = 0;
      for (int j = 0; j < variances.length; j++) {
        sum += b[j] / variances[j];
      }
      return sum;
    }

    @Override
    public double squaredDistance(double[] a, double[] b, double limit) {
      double sum = 0;
      for (int j = 0; j < variances.length && !(sum >= limit); j++) {
        double delta = a[j] - b[j];
        sum += delta * delta / variances[j];
      }
      return sum;
    }

    @Override
    public double addSteinLoss(Covariance other, double start, double limit) {
      double[] b = other.values();
      double excess = 0;
      for (int j = 0; j < variances.length; j++) {
        excess += (b[j] - variances[j]) / variances[j];
      }
      return start + Math.max(0, excess + (logDeterminant - other.logDeterminant()));
    }

    @Override
    public void colour(double[] z, double[] out) {
      for (int j = 0; j < variances.length; j++) {
        out[j] = Math.sqrt(variances[j]) * z[j];
      }
    }
  }

  /** Σ = L Lᵀ. */
  record Full(double[] values, PackedCholesky cholesky) implements Covariance {

    /**
     * A variable that the ones before it explain but for this share of its variance is a linear
     * combination of them to working precision: 64 ulp, the rounding of a scatter's sums.
     */
    private static final double RELATIVE_PIVOT = 64 * Math.ulp(1.0);

    static Full of(double[] values, int dimension) {
      return new Full(values, PackedCholesky.of(values, dimension, RELATIVE_PIVOT));
    }

    @Override
    public int dimension() {
      return cholesky.dimension();
    }

    @Override
    public double logDeterminant() {
      return cholesky.logDeterminant();
    }

    @Override
    public ScatterForm form() {
      return ScatterForm.FULL;
    }

    @Override
    public double traceOfInverseTimes(Covariance other) {
      return cholesky.traceOfInverseTimes(((Full) other).cholesky);
    }

    @Override
    public double squaredDistance(double[] a, double[] b, double limit) {
      return cholesky.squaredDistance(a, b, limit);
    }

    @Override
    public double addSteinLoss(Covariance other, double start, double limit) {
      return cholesky.addSteinLoss(((Full) other).cholesky, start, limit);
    }

    @Override
    public void colour(double[] z, double[] out) {
      cholesky.multiplyLower(z, out);
    }
  }
}
