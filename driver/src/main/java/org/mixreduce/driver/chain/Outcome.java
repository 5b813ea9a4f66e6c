package org.mixreduce.driver.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.driver.input.BadInputException;

/**
 * What became of all candidates, and which of them was chosen.
 *
 * @param results in the order in which they were asked for
 * @param selected one of them
 */
record Outcome(List<CandidateResult> results, CandidateResult selected) {

  /**
   * Chooses.
   *
   * @param rows N
   * @throws BadInputException if there is nothing to choose from
   */
  static Outcome of(
      FitRequest request,
      int dimension,
      double rows,
      Map<CandidateKey, Candidate> fitted,
      Map<CandidateKey, Certification> certified) {
    List<CandidateResult> results = results(request, dimension, rows, fitted, certified);
    CandidateResult selected =
        Selection.of(results, request.chain().criterion())
            .orElseThrow(() -> new BadInputException(noneCertified(results)));
    return new Outcome(results, selected);
  }

  private static List<CandidateResult> results(
      FitRequest request,
      int dimension,
      double rows,
      Map<CandidateKey, Candidate> fitted,
      Map<CandidateKey, Certification> certified) {
    List<CandidateResult> results = new ArrayList<>();
    for (CandidateKey key : request.candidates()) {
      long parameters = key.freeParameters(dimension);
      CandidateResult.Status status;
      if (certified.containsKey(key)) {
        status = CandidateResult.Status.CERTIFIED;
      } else if (fitted.containsKey(key)) {
        status = CandidateResult.Status.DEGENERATE;
      } else if (parameters >= rows) {
        status = CandidateResult.Status.TOO_FEW_ROWS;
      } else {
        status = CandidateResult.Status.NOT_REACHED;
      }
      results.add(
          new CandidateResult(
              key,
              parameters,
              status,
              Optional.ofNullable(fitted.get(key)),
              Optional.ofNullable(certified.get(key))));
    }
    return results;
  }

  private static String noneCertified(List<CandidateResult> results) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (CandidateResult result : results) {
      result
          .candidate()
          .map(candidate -> candidate.tally().message())
          .filter(message -> !message.isEmpty())
          .ifPresent(message -> reasons.putIfAbsent(result.key().toString(), message));
    }
    return "no candidate could be fitted: "
        + String.join("; ", reasons.values())
        + "; try --penalty 1, fewer columns or a simpler --shape";
  }

  /** The certified mixtures whose standard errors are asked for, the largest weight first. */
  Map<CandidateKey, Mixture> withStandardErrors(FitRequest.StandardErrorChoice choice) {
    Map<CandidateKey, Mixture> models = new LinkedHashMap<>();
    for (CandidateResult result : results) {
      boolean wanted =
          switch (choice) {
            case NONE -> false;
            case SELECTED -> result == selected;
            case ALL -> true;
          };
      result
          .certified()
          .filter(certified -> wanted)
          .ifPresent(certified -> models.put(result.key(), certified.mixture().sorted()));
    }
    return models;
  }
}
