package org.mixreduce.core.aggregate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;

/**
 * A candidate after its round.
 *
 * @param key shape and K
 * @param parameters ν
 * @param tally how its local fits went
 * @param pseudoBic what one pass says of it
 * @param reduction how its local fits were reduced
 * @param origins the mixtures to certify by {@linkplain #REDUCTION how they were found}, first the
 *     one to take if none can be certified; empty if there is none
 * @param locals local fits as they are, {@value #LOCALS} at most: the one that is best on all rows
 *     is one more origin. Where a likelihood has many maxima, an ensemble of local fits has found
 *     several, and neither their reduction nor a sample knows which is the highest
 */
public record Candidate(
    CandidateKey key,
    long parameters,
    Tally tally,
    PseudoBicValue pseudoBic,
    ReductionSummary reduction,
    Map<String, Mixture> origins,
    List<Mixture> locals) {

  /** The reduction of the local fits, polished on the pooled sample if that pays. */
  public static final String REDUCTION = "reduction";

  /** A multi-start fit of the pooled sample alone. */
  public static final String POOL = "pool";

  /** The local fit that is best on all rows. */
  public static final String LOCAL = "local";

  /** The most local fits that are tried on all rows. */
  public static final int LOCALS = 8;

  /** An origin as sentences name it. */
  public static String inWords(String origin) {
    return switch (origin) {
      case REDUCTION -> "the reduction";
      case POOL -> "the pooled sample";
      case LOCAL -> "the best local fit";
      default -> origin;
    };
  }

  /** Copies both; the map keeps its order. */
  public Candidate {
    locals = List.copyOf(locals);
    origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
  }

  /**
   * Local fits.
   *
   * @param weight N, of all rows
   * @param fits that were reduced
   * @param failures that were not
   * @param message the first failure in words, empty if there was none
   */
  public record Tally(double weight, long fits, long failures, String message) {}

  /**
   * The pseudo-BIC and its corrections.
   *
   * @param value smaller is better; not a number if every local fit failed
   * @param optimism O, in nats
   * @param divergence H, in nats; not a number if there was no mixture to compare with
   */
  public record PseudoBicValue(double value, double optimism, double divergence) {}

  /**
   * The reduction.
   *
   * @param objective J, in nats per row; not a number if there was nothing to reduce
   * @param start the kind of start that led there, empty if there was nothing to reduce
   */
  public record ReductionSummary(double objective, String start) {
    /** Every local fit failed. */
    public static final ReductionSummary NONE = new ReductionSummary(Double.NaN, "");
  }
}
