package org.mixreduce.core.fit;

import org.mixreduce.core.model.MixtureStatistics;

/**
 * What one E-step over rows adds up to, at fixed parameters θ.
 *
 * <p>Law: {@link #plus} gives the expectation over the union of the rows, to rounding.
 *
 * @param weight N = Σ_i w_i
 * @param logLikelihood ℓ(θ) = Σ_i w_i log f(x_i; θ), in nats, of all rows together; larger is
 *     better
 * @param classification Σ_i w_i log max_k τ_ik ≤ 0, which turns BIC into mclust's ICL
 * @param statistics the expected sufficient statistics under the posteriors τ
 */
public record Expectation(
    double weight, double logLikelihood, double classification, MixtureStatistics statistics) {

  /** Of both sets of rows, at the same parameters. */
  public Expectation plus(Expectation other) {
    return new Expectation(
        weight + other.weight,
        logLikelihood + other.logLikelihood,
        classification + other.classification,
        statistics.plus(other.statistics));
  }

  /** ℓ / N, in nats. */
  public double logLikelihoodPerRow() {
    return logLikelihood / weight;
  }
}
