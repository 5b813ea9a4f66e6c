package org.mixreduce.driver.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.certify.Origins;
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
   * @param basis what the choice rests on
   * @throws BadInputException if there is nothing to choose from
   */
  static Outcome of(
      FitRequest request,
      int dimension,
      double rows,
      Map<CandidateKey, Candidate> fitted,
      Map<CandidateKey, Origins> certified,
      Basis basis) {
    List<CandidateResult> results = new ArrayList<>();
    for (CandidateKey key : request.candidates()) {
      Optional<Candidate> candidate = Optional.ofNullable(fitted.get(key));
      Optional<Origins> origins = Optional.ofNullable(certified.get(key));
      Optional<Certification> certification = origins.flatMap(Origins::best);
      long parameters = key.freeParameters(dimension);
      CandidateResult.Status status =
          certification.isPresent()
              ? CandidateResult.Status.CERTIFIED
              : uncertified(candidate, parameters, rows, basis);
      results.add(
          new CandidateResult(
              key, parameters, status, candidate, certification, origins.flatMap(Origins::rival)));
    }
    Optional<CandidateResult> selected =
        basis == Basis.LOCAL_FITS
            ? Selection.byPseudoBic(results)
            : Selection.of(results, request.chain().criterion());
    return new Outcome(
        results,
        selected.orElseThrow(() -> new BadInputException(noneCertified(results, request))));
  }

  private static CandidateResult.Status uncertified(
      Optional<Candidate> candidate, long parameters, double rows, Basis basis) {
    if (candidate.isPresent()) {
      boolean untried = basis == Basis.LOCAL_FITS && !candidate.get().origins().isEmpty();
      return untried ? CandidateResult.Status.NOT_CERTIFIED : CandidateResult.Status.DEGENERATE;
    }
    return parameters >= rows
        ? CandidateResult.Status.TOO_FEW_ROWS
        : CandidateResult.Status.NOT_REACHED;
  }

  private static String noneCertified(List<CandidateResult> results, FitRequest request) {
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
        + "; "
        + (request.local().penalty() == 0 ? "try --penalty 1, " : "try ")
        + "fewer components, fewer columns or a simpler --shape";
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
