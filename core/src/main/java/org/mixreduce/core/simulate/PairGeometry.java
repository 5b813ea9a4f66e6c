package org.mixreduce.core.simulate;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * What the misclassification of rows of component i as j depends on, with every covariance
 * multiplied by a common factor s that may still change.
 *
 * <p>With X = μ_i + √s L_i z, z standard normal, δ = μ_i − μ_j and the eigenvalues λ and
 * eigenvectors U of L_iᵀ Σ_j⁻¹ L_i, the event π_i φ_i(X) &lt; π_j φ_j(X) is
 *
 * <pre>
 *   Σ_l [(λ_l − 1) w_l² + 2 s^(−1/2) c_l w_l] &lt; log(|Σ_i| / |Σ_j|) − 2 log(π_i / π_j) − q / s
 * </pre>
 *
 * with w = Uᵀ z, c = Uᵀ L_iᵀ Σ_j⁻¹ δ and q = δᵀ Σ_j⁻¹ δ (Maitra and Melnykov 2010, theorem 1). Only
 * c and q feel s, so one decomposition serves every s.
 */
final class PairGeometry {

  private final double[] squares;
  private final double[] slopes;
  private final double threshold;
  private final double squaredDistance;

  /** Of rows of component i that are taken for j's. */
  PairGeometry(GaussianPopulation population, int i, int j) {
    RealMatrix factor = new Array2DRowRealMatrix(population.choleskyFactor(i), false);
    CholeskyDecomposition other =
        new CholeskyDecomposition(
            new Array2DRowRealMatrix(population.covariance(j), false), 1e-15, 0);
    DecompositionSolver solver = other.getSolver();
    RealMatrix product = factor.transpose().multiply(solver.solve(factor));
    EigenDecomposition eigen =
        new EigenDecomposition(product.add(product.transpose()).scalarMultiply(0.5));
    RealVector delta =
        MatrixUtils.createRealVector(population.mean(i))
            .subtract(MatrixUtils.createRealVector(population.mean(j)));
    RealVector solved = solver.solve(delta);
    RealVector c = eigen.getVT().operate(factor.preMultiply(solved));
    this.squares = eigen.getRealEigenvalues();
    this.slopes = new double[squares.length];
    for (int l = 0; l < squares.length; l++) {
      squares[l] -= 1;
      slopes[l] = 2 * c.getEntry(l);
    }
    this.squaredDistance = delta.dotProduct(solved);
    double logWeights = Math.log(population.weight(i) / population.weight(j));
    this.threshold = logDeterminant(factor) - logDeterminant(other.getL()) - 2 * logWeights;
  }

  private static double logDeterminant(RealMatrix factor) {
    double sum = 0;
    for (int l = 0; l < factor.getRowDimension(); l++) {
      sum += 2 * Math.log(factor.getEntry(l, l));
    }
    return sum;
  }

  /** ω_{j|i} with every covariance times s; s may be infinite. */
  double misclassification(double s) {
    double[] scaled = slopes.clone();
    double root = Math.sqrt(s);
    for (int l = 0; l < scaled.length; l++) {
      scaled[l] /= root;
    }
    return QuadraticFormDistribution.of(squares, scaled)
        .cumulativeProbability(threshold - squaredDistance / s);
  }
}
