package org.mixreduce.core.criterion;

import java.util.Locale;

/**
 * Criteria of the form −2 ℓ + penalty: the smallest is best. (mclust shows the negative of its BIC
 * and ICL, where the largest is best.)
 */
public enum Criterion {
  /** −2 ℓ + ν log N (Schwarz 1978). */
  BIC {
    @Override
    public double of(Score score) {
      return -2 * score.logLikelihood() + score.parameters() * Math.log(score.weight());
    }
  },
  /** −2 ℓ + 2 ν (Akaike 1974). */
  AIC {
    @Override
    public double of(Score score) {
      return -2 * score.logLikelihood() + 2.0 * score.parameters();
    }
  },
  /** −2 ℓ + 3 ν (Bozdogan 1994). */
  AIC3 {
    @Override
    public double of(Score score) {
      return -2 * score.logLikelihood() + 3.0 * score.parameters();
    }
  },
  /**
   * BIC − 2 Σ_i w_i log max_k τ_ik (Biernacki, Celeux and Govaert 2000, with the hard assignment,
   * as in mclust).
   */
  ICL {
    @Override
    public double of(Score score) {
      return BIC.of(score) - 2 * score.classification();
    }
  };

  /** The value of the criterion; smaller is better. */
  public abstract double of(Score score);

  /** The name in tables and options: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a criterion is computed from, all over the same rows and at the same parameters.
   *
   * @param weight N
   * @param logLikelihood ℓ, in nats
   * @param classification Σ_i w_i log max_k τ_ik ≤ 0
   * @param parameters ν
   */
  public record Score(
      double weight, double logLikelihood, double classification, long parameters) {}
}
