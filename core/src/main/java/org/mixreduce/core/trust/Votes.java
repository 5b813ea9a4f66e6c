package org.mixreduce.core.trust;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.criterion.Criterion.Score;
import org.mixreduce.core.model.CandidateKey;

/**
 * How often each candidate would be selected by the rows of one subset, and by bootstrap replicates
 * of them.
 *
 * <p>A subset selects the smallest criterion of its own fits. Its replicate r puts ℓ*_r(θ̂_b) in
 * the place of ℓ_b(θ̂_b): the rows' weights are drawn anew, the same for all candidates, and θ̂_b
 * stays (Kishino, Miyata and Hasegawa 1990, <i>J. Mol. Evol.</i> 31, 151–160). Fitted again,
 * replicates would flatter themselves by ν / 2 nats more than the rows did, which no criterion
 * knows, and would ask for spare components. Under ICL replicates have no vote, because their
 * classification is not known.
 *
 * <p>So a vote is that of n_b rows, not of all: small subsets ask for fewer components than the
 * whole.
 */
public final class Votes {

  private final Map<CandidateKey, Long> subsets = new LinkedHashMap<>();
  private final Map<CandidateKey, Long> replicates = new LinkedHashMap<>();

  /**
   * What one subset says of one candidate.
   *
   * @param candidate shape and K
   * @param parameters ν
   * @param weight n_b
   * @param logLikelihood ℓ_b(θ̂_b) in nats; not a number if the fit failed
   * @param classification Σ w log max τ of the subset, in nats
   * @param resampled ℓ*_r(θ̂_b) of each replicate, in nats
   */
  public record Ballot(
      CandidateKey candidate,
      long parameters,
      double weight,
      double logLikelihood,
      double classification,
      double[] resampled) {}

  private final Criterion criterion;

  /** Without any, by this criterion. */
  public Votes(Criterion criterion) {
    this.criterion = criterion;
  }

  /**
   * Counts a subset and its replicates; a replicate that not all sound fits have is left out.
   *
   * @param ballots of one subset, of every candidate
   * @return what the subset selects; empty if all its fits failed
   */
  public Optional<CandidateKey> add(List<Ballot> ballots) {
    List<Ballot> sound =
        ballots.stream().filter(ballot -> Double.isFinite(ballot.logLikelihood())).toList();
    Optional<CandidateKey> own =
        least(
            sound,
            ballot ->
                new Score(
                    ballot.weight(),
                    ballot.logLikelihood(),
                    ballot.classification(),
                    ballot.parameters()));
    own.ifPresent(key -> subsets.merge(key, 1L, Long::sum));
    int common = sound.stream().mapToInt(ballot -> ballot.resampled().length).min().orElse(0);
    for (int r = 0; r < common; r++) {
      int replicate = r;
      least(
              sound,
              ballot ->
                  new Score(
                      ballot.weight(),
                      ballot.resampled()[replicate],
                      Double.NaN,
                      ballot.parameters()))
          .ifPresent(key -> replicates.merge(key, 1L, Long::sum));
    }
    return own;
  }

  /** The first of equals; what is no number is never selected. */
  private Optional<CandidateKey> least(List<Ballot> ballots, Function<Ballot, Score> score) {
    CandidateKey best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Ballot ballot : ballots) {
      double value = criterion.of(score.apply(ballot));
      if (value < least) {
        least = value;
        best = ballot.candidate();
      }
    }
    return Optional.ofNullable(best);
  }

  /** How many subsets select each candidate; those that none selects are not there. */
  public Map<CandidateKey, Long> subsets() {
    return Collections.unmodifiableMap(subsets);
  }

  /** How many replicates select each candidate; those that none selects are not there. */
  public Map<CandidateKey, Long> replicates() {
    return Collections.unmodifiableMap(replicates);
  }

  /** Whether more subsets select another candidate than this one. */
  boolean areAgainst(CandidateKey selected) {
    long own = subsets.getOrDefault(selected, 0L);
    return subsets.values().stream().anyMatch(others -> others > own);
  }

  /** In words, how many subsets and replicates select this candidate; empty without any. */
  String inWords(CandidateKey selected) {
    if (subsets.isEmpty()) {
      return "";
    }
    String text = share(subsets, selected) + " subsets";
    if (!replicates.isEmpty()) {
      text += " and " + share(replicates, selected) + " replicates of them";
    }
    return "; " + text + " choose it by their own " + criterion + elsewhere(selected);
  }

  private static String share(Map<CandidateKey, Long> votes, CandidateKey selected) {
    long all = votes.values().stream().mapToLong(Long::longValue).sum();
    return votes.getOrDefault(selected, 0L) + " of " + all;
  }

  /** What most subsets choose, if it is something else. */
  private String elsewhere(CandidateKey selected) {
    long own = subsets.getOrDefault(selected, 0L);
    return subsets.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() > own)
        .map(most -> ", " + most.getValue() + " choose " + most.getKey())
        .orElse("");
  }
}
