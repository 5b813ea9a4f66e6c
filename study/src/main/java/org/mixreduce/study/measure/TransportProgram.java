package org.mixreduce.study.measure;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.PivotSelectionRule;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * Optimal transport between two distributions on a few points: min Σ_ij c_ij t_ij over t ≥ 0 with
 * Σ_j t_ij = a_i and Σ_i t_ij = b_j, by the simplex method.
 */
final class TransportProgram {

  /** Reduced costs down to this count as zero: it bounds the error of the optimum. */
  private static final double EPSILON = 1e-10;

  private static final int MOST_ITERATIONS = 100_000;

  private TransportProgram() {}

  /**
   * The optimal plan t, as many rows as a has numbers and columns as b.
   *
   * @param costs c ≥ 0
   * @param a what leaves each point of the one distribution
   * @param b what arrives at each point of the other, the same in all
   */
  static double[][] plan(double[][] costs, double[] a, double[] b) {
    int rows = a.length;
    int columns = b.length;
    double[] objective = new double[rows * columns];
    List<LinearConstraint> constraints = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double[] leaves = new double[objective.length];
      for (int j = 0; j < columns; j++) {
        objective[i * columns + j] = costs[i][j];
        leaves[i * columns + j] = 1;
      }
      constraints.add(new LinearConstraint(leaves, Relationship.EQ, a[i]));
    }
    // The last one follows from the others: stated, rounding might make it a contradiction.
    for (int j = 0; j < columns - 1; j++) {
      double[] arrives = new double[objective.length];
      for (int i = 0; i < rows; i++) {
        arrives[i * columns + j] = 1;
      }
      constraints.add(new LinearConstraint(arrives, Relationship.EQ, b[j]));
    }
    PointValuePair solution =
        new SimplexSolver(EPSILON)
            .optimize(
                new MaxIter(MOST_ITERATIONS),
                new LinearObjectiveFunction(objective, 0),
                new LinearConstraintSet(constraints),
                GoalType.MINIMIZE,
                new NonNegativeConstraint(true),
                PivotSelectionRule.BLAND);
    double[][] plan = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(solution.getPoint(), i * columns, plan[i], 0, columns);
    }
    return plan;
  }
}
