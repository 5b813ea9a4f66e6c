package org.mixreduce.study.measure;

import org.mixreduce.core.model.Mixture;

/**
 * W₁ between two mixtures as distributions over components: the least Σ_ij t_ij c(φ_i, φ'_j) over
 * all plans t that carry the weights of the one into those of the other, with {@link GroundCost} c.
 * A distance; zero for the same mixture, whatever the order of its components.
 */
public final class MixtureDistance {

  private MixtureDistance() {}

  /** The distance, in the unit of the variables. */
  public static double between(Mixture a, Mixture b) {
    double[][] costs = GroundCost.between(a, b);
    double[][] plan = TransportProgram.plan(costs, a.weights(), b.weights());
    double sum = 0;
    for (int i = 0; i < plan.length; i++) {
      for (int j = 0; j < plan[i].length; j++) {
        sum += plan[i][j] * costs[i][j];
      }
    }
    return sum;
  }
}
