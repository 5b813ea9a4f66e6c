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
 * <p>Half of the draws come from f, half from a bridge q. With t = log f − log g, the bounded
 * weight u = 2f / (f + q) and a constant c, the mean of c + u (t − c) − 2 (u − 1) over the draws is
 * unbiased for KL(f ‖ g) whatever q and c are, because E[u] = 1 and E[u t] = KL(f ‖ g).
 *
 * <p>As a rule q = g and c = 0. Then every term is ≥ 0, and near f = g it is about t²/2, so the
 * estimator's error is small exactly where the plain mean of t is lost in noise. Where f covers
 * only a part of g, as a subset of sorted rows does, t is no small number, and the error of u
 * counts in full. Then q has the components of g in the proportions in which f covers them, found
 * by EM for the weights alone on a few pilot draws, and c is the pilot's mean of log q − log g. The
 * term is u t' − 2 (u − 1), with t' = log f − log q small, and what is left, c + u (log q − log g −
 * c), hardly varies. The pilot draws count for nothing else.
 *
 * <p>Nor are components left to chance: with n draws from a mixture, draw i comes from the
 * component in whose share of the weights (i + v) / n lies, v uniform on [0, 1) and the same for
 * all (systematic sampling: Cochran 1977, Sampling Techniques, chapter 8). Each row still has the
 * law of the mixture, so the mean stays unbiased.
 *
 * <p>Memory: {@value PosteriorKernel#TILE} rows and the posteriors of {@value #MOST_PILOT},
 * whatever the number of draws.
 */
public final class MixtureDivergence {

  private static final int MOST_PILOT = 512;

  /** A share of the draws that the pilot may take. */
  private static final int PILOT_SHARE = 4;

  private static final int WEIGHT_STEPS = 20;

  /**
   * Nats: proportions of g's components in f that are further from g's weights than this, and than
   * the pilot's error of (K − 1) / 2n nats on average, are another matter than chance.
   */
  private static final double FAR = 0.1;

  /** Of a row. A whole one would put the odd draw where f has nothing, and that is noise. */
  private static final double LITTLE = 1e-3;

  private final Mixture from;
  private final PosteriorKernel f;
  private final PosteriorKernel g;
  private final RandomGenerator random;
  private Mixture bridge;
  private PosteriorKernel q;
  private double constant;

  private MixtureDivergence(Mixture from, Mixture to, Seed seed) {
    this.from = from;
    this.f = new PosteriorKernel(from);
    this.g = new PosteriorKernel(to);
    this.random = seed.generator();
    this.bridge = to;
    this.q = g;
  }

  /**
   * The estimate, in nats per row.
   *
   * @param draws from all together, at least 2
   */
  public static double estimate(Mixture from, Mixture to, int draws, Seed seed) {
    MixtureDivergence divergence = new MixtureDivergence(from, to, seed);
    int pilot = Math.min(MOST_PILOT, draws / PILOT_SHARE);
    if (to.size() > 1 && pilot > 0) {
      divergence.build(pilot);
    }
    int half = Math.max(1, (draws - pilot) / 2);
    double sum = divergence.sum(from, half) + divergence.sum(divergence.bridge, half);
    return sum / (2.0 * half);
  }

  /** Replaces g as the bridge, if f covers its components in quite other proportions. */
  private void build(int pilot) {
    Mixture to = g.mixture();
    double[][] posteriors = new double[pilot][];
    draw(
        from,
        pilot,
        (rows, start) -> {
          g.evaluate(rows, 0, rows.rows());
          for (int i = 0; i < rows.rows(); i++) {
            posteriors[start + i] = posteriors(i, to.size());
          }
        });
    double[] weights = proportions(posteriors, to.weights());
    double far = 0;
    for (int k = 0; k < weights.length; k++) {
      far += weights[k] * Math.log(weights[k] / to.weight(k));
    }
    if (far > FAR + (weights.length - 1.0) / pilot) {
      bridge = Mixture.ofCounts(to.family(), weights, to.components());
      q = new PosteriorKernel(bridge);
      for (double[] posterior : posteriors) {
        constant += Math.log(ratio(posterior, weights, to.weights())) / pilot;
      }
    }
  }

  private double[] posteriors(int i, int size) {
    double[] posteriors = new double[size];
    for (int k = 0; k < size; k++) {
      posteriors[k] = g.posterior(i, k);
    }
    return posteriors;
  }

  /**
   * EM for the weights of components that stay as they are. {@link #LITTLE} of a row in the given
   * proportions is added to the n of the pilot, so that no weight is zero.
   */
  private static double[] proportions(double[][] posteriors, double[] given) {
    double[] weights = given;
    for (int step = 0; step < WEIGHT_STEPS; step++) {
      double[] next = new double[given.length];
      for (int k = 0; k < next.length; k++) {
        next[k] = LITTLE * given[k];
      }
      for (double[] posterior : posteriors) {
        double sum = ratio(posterior, weights, given);
        for (int k = 0; k < next.length; k++) {
          next[k] += posterior[k] * weights[k] / given[k] / sum;
        }
      }
      for (int k = 0; k < next.length; k++) {
        next[k] /= posteriors.length + LITTLE;
      }
      weights = next;
    }
    return weights;
  }

  /**
   * The density under other weights over that under the given ones, at a row of these posteriors.
   */
  private static double ratio(double[] posterior, double[] weights, double[] given) {
    double ratio = 0;
    for (int k = 0; k < posterior.length; k++) {
      ratio += posterior[k] * weights[k] / given[k];
    }
    return ratio;
  }

  /** The sum of the terms over draws from one of the two. */
  private double sum(Mixture source, int count) {
    double[] sum = new double[1];
    draw(source, count, (rows, start) -> sum[0] += sum(rows));
    return sum[0];
  }

  private double sum(RowBlock rows) {
    f.evaluate(rows, 0, rows.rows());
    g.evaluate(rows, 0, rows.rows());
    if (q != g) {
      q.evaluate(rows, 0, rows.rows());
    }
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      double u = 2 / (1 + Math.exp(q.logDensity(i) - f.logDensity(i)));
      double t = f.logDensity(i) - g.logDensity(i);
      // u → 0 faster than t → −∞, but 0 · ∞ is not a number.
      sum += constant + (u == 0 ? 0 : u * (t - constant)) - 2 * (u - 1);
    }
    return sum;
  }

  /** Takes rows, of which the first is number {@code start} of all draws. */
  private interface Sink {
    void take(RowBlock rows, int start);
  }

  /** Systematic draws, a tile at a time. */
  private void draw(Mixture source, int count, Sink sink) {
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
      sink.take(tile.build(), start);
    }
  }
}
