package org.mixreduce.study.measure;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.mixreduce.core.family.gaussian.GaussianComponent;
import org.mixreduce.core.model.Mixture;

/**
 * The distance of two Gaussian components, ‖μ − μ'‖ + ‖Σ^½ − Σ'^½‖_F (Zhang and Chen 2022, JMLR
 * 23): Euclidean between the means, Frobenius between the symmetric square roots, in the unit of
 * the variables.
 */
final class GroundCost {

  private GroundCost() {}

  /** The distances of every component of a mixture to every one of another: K × K'. */
  static double[][] between(Mixture from, Mixture to) {
    if (from.dimension() != to.dimension()) {
      throw new IllegalArgumentException(
          "mixtures in " + from.dimension() + " and " + to.dimension() + " variables");
    }
    RealMatrix[] roots = roots(from);
    RealMatrix[] others = roots(to);
    double[][] costs = new double[from.size()][to.size()];
    for (int i = 0; i < from.size(); i++) {
      for (int j = 0; j < to.size(); j++) {
        double distance = distance(from.component(i).mean(), to.component(j).mean());
        costs[i][j] = distance + roots[i].subtract(others[j]).getFrobeniusNorm();
      }
    }
    return costs;
  }

  private static double distance(double[] a, double[] b) {
    double squares = 0;
    for (int j = 0; j < a.length; j++) {
      squares += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return Math.sqrt(squares);
  }

  private static RealMatrix[] roots(Mixture mixture) {
    RealMatrix[] roots = new RealMatrix[mixture.size()];
    for (int k = 0; k < roots.length; k++) {
      roots[k] = root((GaussianComponent) mixture.component(k));
    }
    return roots;
  }

  private static RealMatrix root(GaussianComponent component) {
    int d = component.dimension();
    double[][] covariance = new double[d][d];
    for (int j = 0; j < d; j++) {
      for (int l = 0; l < d; l++) {
        covariance[j][l] = component.covariance(j, l);
      }
    }
    return new EigenDecomposition(new Array2DRowRealMatrix(covariance, false)).getSquareRoot();
  }
}
