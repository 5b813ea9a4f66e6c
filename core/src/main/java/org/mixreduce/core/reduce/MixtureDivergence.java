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
 *
 * <p>Where f covers only a part of g, the term depends on little but the component that a row comes
 * from. So components are not left to chance: with n draws from a mixture, draw i comes from the
 * component in whose share of the weights (i + v) / n lies, v uniform on [0, 1) and the same for
 * all (systematic sampling: Cochran 1977, Sampling Techniques, chapter 8). Each row still has the
 * law of the mixture, so the mean stays unbiased.
 *
 * <p>Memory: {@value PosteriorKernel#TILE} rows, whatever the number of draws.
 */
public final class MixtureDivergence {

  private final PosteriorKernel f;
  private final PosteriorKernel g;
  private final RandomGenerator random;

  private MixtureDivergence(Mixture from, Mixture to, Seed seed) {
    f = new PosteriorKernel(from);
    g = new PosteriorKernel(to);
    random = seed.generator();
  }

  /**
   * The estimate, in nats per row.
   *
   * @param draws from both together, at least 2
   */
  public static double estimate(Mixture from, Mixture to, int draws, Seed seed) {
    int half = Math.max(1, draws / 2);
    MixtureDivergence divergence = new MixtureDivergence(from, to, seed);
    return (divergence.sum(from, half) + divergence.sum(to, half)) / (2.0 * half);
  }

  /** The sum of the terms over systematic draws from one of the two. */
  private double sum(Mixture source, int count) {
    double sum = 0;
    double offset = random.nextDouble();
    int k = 0;
    double below = source.weight(0);
    double[] row = new double[source.dimension()];
    for (int start = 0; start < count; start += PosteriorKernel.TILE) {
      int end = Math.min(start + PosteriorKernel.TILE, count);
      RowBlockBuilder tile = new RowBlockBuilder(source.dimension(), PosteriorKernel.TILE);
      for (int i = start; i < end; i++) {
        while ((i + offset) / count >= below && k < source.size() - 1) {
          below += source.weight(++k);
        }
        source.family().draw(source.component(k), random, row);
        tile.add(row, 1);
      }
      sum += sum(tile.build());
    }
    return sum;
  }

  private double sum(RowBlock rows) {
    f.evaluate(rows, 0, rows.rows());
    g.evaluate(rows, 0, rows.rows());
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      sum += term(f.logDensity(i) - g.logDensity(i));
    }
    return sum;
  }

  private static double term(double t) {
    double u = 2 / (1 + Math.exp(-t));
    // u → 0 faster than t → −∞, but 0 · ∞ is not a number.
    return (u == 0 ? 0 : u * t) - 2 * (u - 1);
  }
}
