package org.mixreduce.core.testing;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.model.Mixture;

/** The log-likelihood of full Gaussian mixtures as in the textbook, row by row: the reference. */
public final class TriangularSolve {

  private TriangularSolve() {}

  private interface SquaredDistance {
    double of(double[] row, double[] mean, PackedCholesky cholesky);
  }

  /** Σ_i log Σ_k π_k N(x_i), squared distances as ‖L⁻¹ (x − μ)‖² by forward substitution. */
  public static double logLikelihood(Mixture mixture, RowBlock rows) {
    return logLikelihood(mixture, rows, TriangularSolve::solved);
  }

  /** The same, squared distances as xᵀΣ⁻¹x − 2 μᵀΣ⁻¹x + μᵀΣ⁻¹μ, as matrix products have them. */
  public static double expandedLogLikelihood(Mixture mixture, RowBlock rows) {
    return logLikelihood(mixture, rows, TriangularSolve::expanded);
  }

  private static double logLikelihood(Mixture mixture, RowBlock rows, SquaredDistance distance) {
    List<PackedCholesky> factors = new ArrayList<>();
    for (Component component : mixture.components()) {
      double[] covariance = NamedArray.find(mixture.family().write(component), "covariance");
      factors.add(PackedCholesky.of(covariance, mixture.dimension(), 0));
    }
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      double[] logits = new double[mixture.size()];
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < logits.length; k++) {
        double[] mean = mixture.component(k).mean();
        logits[k] =
            Math.log(mixture.weight(k))
                - 0.5
                    * (mean.length * Math.log(2 * Math.PI)
                        + factors.get(k).logDeterminant()
                        + distance.of(rows.row(i), mean, factors.get(k)));
        largest = Math.max(largest, logits[k]);
      }
      double terms = 0;
      for (double logit : logits) {
        terms += Math.exp(logit - largest);
      }
      sum += rows.weights()[i] * (largest + Math.log(terms));
    }
    return sum;
  }

  private static double solved(double[] row, double[] mean, PackedCholesky cholesky) {
    double[] delta = row.clone();
    for (int j = 0; j < delta.length; j++) {
      delta[j] -= mean[j];
    }
    cholesky.solveLower(delta);
    return dot(delta, delta);
  }

  private static double expanded(double[] row, double[] mean, PackedCholesky cholesky) {
    double[] x = row.clone();
    double[] m = mean.clone();
    cholesky.solveLower(x);
    cholesky.solveLower(m);
    return dot(x, x) - 2 * dot(x, m) + dot(m, m);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
