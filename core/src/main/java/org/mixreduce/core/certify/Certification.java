package org.mixreduce.core.certify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.mixreduce.core.criterion.Criterion.Score;
import org.mixreduce.core.family.DegenerateComponentException;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.MixtureStatistics;

/**
 * One model's way through the scans. Each scan evaluates it exactly at proposed parameters, and the
 * added-up statistics give the next proposals. R updates take R + 1 scans, so the log-likelihood
 * that is reported belongs to the parameters that are.
 *
 * <p>EM goes from statistics S (those that gave the present parameters) to S' (those of the E-step
 * over all rows). A scan costs its reading whatever the number of models, so several points S + η
 * (S' − S) are proposed at once, and the best goes on: a line search in one scan. η = 1 is the
 * exact EM update and always among them, so an update never gains less than EM would; larger steps
 * (over-relaxation: Salakhutdinov and Roweis 2003, ICML) shorten the way where EM creeps. The line
 * lies in the space of statistics, so any family can walk it.
 */
public final class Certification {

  /** η of the proposals. */
  private static final double[] STEPS = {1, 2, 4};

  /** When and how it ends. */
  public record Rule(int updates, double tolerance, Penalty penalty) {}

  private record Proposal(MixtureStatistics from, Mixture mixture) {}

  private final CandidateKey candidate;
  private final String origin;
  private final Rule rule;
  private List<Proposal> proposals;
  private Mixture certified;
  private Expectation expectation;
  private double[] subsets = {};
  private double gainPerRow = Double.NaN;
  private int updates;
  private boolean ended;
  private Certification rival;

  /**
   * Starts at a mixture.
   *
   * @param origin how it was found
   * @param rule at most so many updates, no more once one gained less than the tolerance (nats per
   *     row), under the penalty for fits of all rows
   */
  public Certification(CandidateKey candidate, String origin, Mixture start, Rule rule) {
    this.candidate = candidate;
    this.origin = origin;
    this.rule = rule;
    this.proposals = List.of(new Proposal(null, start));
  }

  /** What the next scan has to evaluate: one mixture at first, then up to three. */
  public List<Mixture> proposals() {
    return proposals.stream().map(Proposal::mixture).toList();
  }

  /** Whether no further scan is needed. */
  public boolean ended() {
    return ended;
  }

  /** Takes what a scan found, without subsets. */
  public void take(List<Expectation> scans) {
    take(scans, Collections.nCopies(scans.size(), subsets));
  }

  /**
   * Takes what a scan found and moves on by one update, or ends.
   *
   * @param scans the E-steps over all rows, in the order of {@link #proposals()}
   * @param ofSubsets the log-likelihoods of the subsets in each scan, in the order of the rows
   */
  public void take(List<Expectation> scans, List<double[]> ofSubsets) {
    int best = 0;
    for (int i = 1; i < scans.size(); i++) {
      if (objective(scans.get(i), i) > objective(scans.get(best), best)) {
        best = i;
      }
    }
    Proposal chosen = proposals.get(best);
    if (expectation != null) {
      double gain = scans.get(best).logLikelihoodPerRow() - expectation.logLikelihoodPerRow();
      gainPerRow = gain;
      updates++;
    }
    certified = chosen.mixture();
    expectation = scans.get(best);
    subsets = ofSubsets.get(best);
    // The gain may be a loss where the penalty gained: then it is the size that tells.
    ended = updates == rule.updates() || Math.abs(gainPerRow) < rule.tolerance();
    if (!ended) {
      propose(chosen);
    }
  }

  private double objective(Expectation scan, int proposal) {
    Mixture mixture = proposals.get(proposal).mixture();
    double value =
        scan.logLikelihood() + mixture.family().penaltyTerm(mixture.components(), rule.penalty());
    return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
  }

  private void propose(Proposal present) {
    MixtureStatistics from =
        present.from() == null
            ? MixtureStatistics.expected(present.mixture(), expectation.weight())
            : present.from();
    List<Proposal> next = new ArrayList<>();
    for (double step : STEPS) {
      try {
        MixtureStatistics to =
            step == 1 ? expectation.statistics() : from.towards(expectation.statistics(), step);
        next.add(new Proposal(to, to.maximise(rule.penalty())));
      } catch (DegenerateComponentException e) {
        // A step too far leaves the space of parameters; if even EM's own does, this is the end.
        break;
      }
    }
    proposals = next;
    ended = next.isEmpty();
  }

  /** Remembers the other origin of the same candidate, which this one is better than. */
  public Certification over(Certification other) {
    rival = other;
    return this;
  }

  /** The other origin, if there was one. */
  public Optional<Certification> rival() {
    return Optional.ofNullable(rival);
  }

  /** Whether it was evaluated at all, and its log-likelihood is a number. */
  public boolean certified() {
    return expectation != null && Double.isFinite(expectation.logLikelihood());
  }

  /** Shape and K. */
  public CandidateKey candidate() {
    return candidate;
  }

  /** How the mixture was found. */
  public String origin() {
    return origin;
  }

  /** The parameters that {@link #score()} belongs to. */
  public Mixture mixture() {
    return certified;
  }

  /** What criteria are computed from, at {@link #mixture()}. */
  public Score score() {
    return new Score(
        expectation.weight(),
        expectation.logLikelihood(),
        expectation.classification(),
        certified.freeParameters());
  }

  /** ℓ_b at {@link #mixture()} of each subset, in the order of the rows; empty if not told. */
  public double[] subsetLogLikelihoods() {
    return subsets.clone();
  }

  /** Exact updates behind the certified parameters. */
  public int updates() {
    return updates;
  }

  /** Nats per row that the last update gained; not a number without one. */
  public double gainPerRow() {
    return gainPerRow;
  }
}
