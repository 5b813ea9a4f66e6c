package org.mixreduce.core.reduce;

import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.PosteriorKernel;

/**
 * KL(f ‖ g) of whole mixtures, which has no closed form, by seeded Monte Carlo.
 *
 * <p>Half of the draws come from f, half from g. With t = log f − log g and the bounded weight u =
 * 2f / (f + g), the mean of u t − 2 (u − 1) over the draws is unbiased for KL(f ‖ g), because E[u]
 * = 1; every term is ≥ 0, and near f = g it is about t²/2, so the estimator's error is small
 * exactly where the plain mean of t is lost in noise.
 */
public final class MixtureDivergence {

  private MixtureDivergence() {}

  /**
   * The estimate, in nats per row.
   *
   * @param draws from both together, at least 2
   */
  public static double estimate(Mixture from, Mixture to, int draws, Seed seed) {
    int half = Math.max(1, draws / 2);
    RandomGenerator random = seed.generator();
    RowBlockBuilder builder = new RowBlockBuilder(from.dimension());
    double[] row = new double[from.dimension()];
    for (int i = 0; i < 2 * half; i++) {
      (i < half ? from : to).draw(random, row);
      builder.add(row, 1);
    }
    RowBlock rows = builder.build();
    PosteriorKernel f = new PosteriorKernel(from);
    PosteriorKernel g = new PosteriorKernel(to);
    double sum = 0;
    for (int start = 0; start < rows.rows(); start += PosteriorKernel.TILE) {
      int count = Math.min(PosteriorKernel.TILE, rows.rows() - start);
      f.evaluate(rows, start, count);
      g.evaluate(rows, start, count);
      for (int i = 0; i < count; i++) {
        sum += term(f.logDensity(i) - g.logDensity(i));
      }
    }
    return sum / rows.rows();
  }

  private static double term(double t) {
    double u = 2 / (1 + Math.exp(-t));
    // u → 0 faster than t → −∞, but 0 · ∞ is not a number.
    return (u == 0 ? 0 : u * t) - 2 * (u - 1);
  }
}
