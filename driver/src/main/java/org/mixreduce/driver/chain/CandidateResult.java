package org.mixreduce.driver.chain;

import java.util.Locale;
import java.util.Optional;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.model.CandidateKey;

/**
 * What became of a shape and K.
 *
 * @param key shape and K
 * @param parameters ν
 * @param status how far it came
 * @param candidate after its round; empty if it was never fitted
 * @param certified the best of its origins; empty if it was not certified
 * @param rival the next best of its origins; empty if there is none
 */
public record CandidateResult(
    CandidateKey key,
    long parameters,
    Status status,
    Optional<Candidate> candidate,
    Optional<Certification> certified,
    Optional<Certification> rival) {

  /** How far a candidate came. */
  public enum Status {
    /** Evaluated exactly at its parameters. */
    CERTIFIED,
    /** Reduced from local fits, and evaluated on no row. */
    NOT_CERTIFIED,
    /** No more rows than parameters: not fitted. */
    TOO_FEW_ROWS,
    /** No sound fit, neither of any subset nor of the pooled sample. */
    DEGENERATE,
    /** The chain stopped before it. */
    NOT_REACHED;

    /** As tables show it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
