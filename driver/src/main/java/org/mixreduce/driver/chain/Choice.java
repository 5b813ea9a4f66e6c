package org.mixreduce.driver.chain;

import org.mixreduce.core.criterion.Criterion;

/**
 * The candidate that is published, and why.
 *
 * @param selected which
 * @param criterion by which, where rows were seen; else by the pseudo-BIC
 * @param basis what the criterion rests on
 */
public record Choice(CandidateResult selected, Criterion criterion, Basis basis) {

  /** The criterion's name. */
  public String criterionName() {
    return basis == Basis.LOCAL_FITS ? "pseudo-BIC" : criterion.toString();
  }
}
