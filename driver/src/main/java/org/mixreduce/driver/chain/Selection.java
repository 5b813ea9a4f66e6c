package org.mixreduce.driver.chain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mixreduce.core.criterion.Criterion;

/** The candidate with the smallest certified criterion; of equals the one with fewer parameters. */
final class Selection {

  private Selection() {}

  static Optional<CandidateResult> of(List<CandidateResult> results, Criterion criterion) {
    return results.stream()
        .filter(result -> result.certified().isPresent())
        .min(
            Comparator.<CandidateResult>comparingDouble(
                    result -> criterion.of(result.certified().get().score()))
                .thenComparingLong(CandidateResult::parameters));
  }
}
