package org.mixreduce.study.chain;

import java.util.List;
import org.mixreduce.core.criterion.Criterion.Score;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;

/**
 * One origin of a candidate on its way through the certifying scans.
 *
 * @param key shape and K
 * @param origin how the mixture was found
 * @param steps after each scan: the first is the mixture as it was aggregated, the r-th one after
 *     it the result of r exact updates
 */
public record CertifiedPath(CandidateKey key, String origin, List<Step> steps) {

  /**
   * Parameters and what they score over all rows.
   *
   * @param mixture the parameters
   * @param score exact, over all rows
   */
  public record Step(Mixture mixture, Score score) {}

  /** Copies the list. */
  public CertifiedPath {
    steps = List.copyOf(steps);
  }

  /** Where it ended: what is certified. */
  public Step last() {
    return steps.get(steps.size() - 1);
  }

  /** The step after so many updates, or the last one if it ended before. */
  public Step after(int updates) {
    return steps.get(Math.min(updates, steps.size() - 1));
  }

  /** Exact updates that were made. */
  public int updates() {
    return steps.size() - 1;
  }

  /** The log-likelihood over all rows where it ended, in nats; larger is better. */
  public double logLikelihood() {
    return last().score().logLikelihood();
  }
}
