package org.mixreduce.core.certify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;

/**
 * The ways to one candidate's model, from each of its origins. Reduction and pooled sample live to
 * the end: whether they lead to the same maximum tells how much the maximum is worth. Of the local
 * fits the one that is best after one update lives as long as it may overtake the others.
 *
 * <p>Not the one that is best as it is: a local fit knows its own rows only, and misses about
 * {@code (B − 1) ν / 2} nats of the whole for it, with a spread that may be more than maxima differ
 * by. On 21 fits of real data (HTRU2, B = 8, K = 2 to 8) the best maximum among the local fits' own
 * was twice only fourth before the update, and where it was among the first two after it, it stayed
 * there.
 *
 * <p>But of few rows likelihoods have the most maxima, and the highest may show only at the end of
 * a long way. Where there are no more than 20,000 rows all local fits go it.
 */
public final class Origins {

  /** N up to which all local fits go to the end: there a scan costs its start, and no more. */
  static final double FEW_ROWS = 20_000;

  private final CandidateKey candidate;
  private final boolean fewRows;
  private final List<Certification> ways = new ArrayList<>();

  /** All origins of a candidate, before the first scan. */
  public Origins(Candidate candidate, Certification.Rule rule) {
    this.candidate = candidate.key();
    this.fewRows = candidate.tally().weight() <= FEW_ROWS;
    candidate
        .origins()
        .forEach(
            (origin, mixture) ->
                ways.add(new Certification(candidate.key(), origin, mixture, rule)));
    // Without an update they could not be told apart, and one that saw the rows would win.
    List<Mixture> locals = rule.updates() > 0 ? candidate.locals() : List.of();
    for (Mixture local : locals) {
      ways.add(Certification.onTrial(candidate.key(), Candidate.LOCAL, local, rule));
    }
  }

  /** Shape and K. */
  public CandidateKey candidate() {
    return candidate;
  }

  /** The ways; none if the candidate has no origin. */
  public List<Certification> ways() {
    return List.copyOf(ways);
  }

  /** After a scan: ends the ways of local fits that should not go on. */
  public void letGo() {
    if (fewRows) {
      return;
    }
    List<Certification> locals =
        ways.stream()
            .filter(way -> way.origin().equals(Candidate.LOCAL))
            .filter(way -> !way.givenUp() && (way.updates() > 0 || way.ended()))
            .toList();
    Optional<Certification> best = highest(locals.stream().filter(way -> way.updates() > 0));
    locals.stream()
        .filter(way -> way != best.orElse(null) || ways.stream().anyMatch(way::isBeatenBy))
        .forEach(Certification::giveUp);
  }

  private static double height(Certification way) {
    return way.certified() ? way.score().logLikelihood() : Double.NEGATIVE_INFINITY;
  }

  /**
   * The way with the largest log-likelihood, the first of equals, among those that were not given
   * up; empty if none has any.
   */
  public Optional<Certification> best() {
    return highest(ways.stream());
  }

  /** The next best of another origin; empty if there is none. */
  public Optional<Certification> rival() {
    Certification best = best().orElse(null);
    return highest(
        ways.stream().filter(way -> best != null && !way.origin().equals(best.origin())));
  }

  private Optional<Certification> highest(Stream<Certification> some) {
    return some.filter(way -> way.certified() && !way.givenUp())
        .max(
            Comparator.comparingDouble(Origins::height)
                .thenComparing(ways::indexOf, Comparator.reverseOrder()));
  }
}
