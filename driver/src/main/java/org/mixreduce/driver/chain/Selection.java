package org.mixreduce.driver.chain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.criterion.Criterion;

/** The choice among candidates. */
final class Selection {

  private Selection() {}

  /**
   * Without rows: the smallest pseudo-BIC, which is that of the reduction; of equals the one with
   * fewer parameters.
   */
  static Optional<CandidateResult> byPseudoBic(List<CandidateResult> results) {
    return results.stream()
        .filter(result -> result.candidate().filter(Selection::reduced).isPresent())
        .min(
            Comparator.<CandidateResult>comparingDouble(
                    result -> result.candidate().get().pseudoBic().value())
                .thenComparingLong(CandidateResult::parameters));
  }

  private static boolean reduced(Candidate candidate) {
    return candidate.origins().containsKey(Candidate.REDUCTION)
        && Double.isFinite(candidate.pseudoBic().value());
  }

  /** The smallest certified criterion; of equals the one with fewer parameters. */
  static Optional<CandidateResult> of(List<CandidateResult> results, Criterion criterion) {
    return results.stream()
        .filter(result -> result.certified().isPresent())
        .min(
            Comparator.<CandidateResult>comparingDouble(
                    result -> criterion.of(result.certified().get().score()))
                .thenComparingLong(CandidateResult::parameters));
  }
}
