package org.mixreduce.core.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;
import org.mixreduce.core.uncertainty.ParameterEstimate;
import org.mixreduce.core.uncertainty.Uncertainty;

/** Turns evidence into findings. The study says what each threshold was justified by. */
public final class Judgement {

  /** Heterogeneity index: random parts of the rows stay below. */
  public static final double ALIKE = 1.5;

  /** Standard deviations: a subset that exceeds the usual loss by more does not fit. */
  public static final double OUTLYING = 6;

  /** Nats of all rows that the last exact update may gain. */
  public static final double CONVERGED = 1;

  /** Nats by which two origins may differ and yet be the same maximum. */
  public static final double SAME_MAXIMUM = 1;

  /** Differences in a criterion below are worth no more than a bare mention (Raftery 1995). */
  public static final double CLEAR = 2;

  /** 2 ō / ν: how much more a local fit flatters its rows than where rows are as the shape says. */
  public static final double AS_THE_SHAPE = 1.5;

  /** Share of local fits that may fail. */
  public static final double FAILURES = 0.1;

  /** Share of subsets that the model of all rows may serve better than their own fits. */
  public static final double OUTDONE = 0.2;

  /** Rows of a component per parameter of its own. */
  public static final double ROWS_PER_PARAMETER = 5;

  private final Evidence evidence;
  private final List<Finding> findings = new ArrayList<>();

  private Judgement(Evidence evidence) {
    this.evidence = evidence;
  }

  /** The verdict that the evidence leads to. */
  public static Verdict of(Evidence evidence) {
    Judgement judgement = new Judgement(evidence);
    judgement.subsets();
    judgement.localFits();
    judgement.convergence();
    judgement.maximum();
    judgement.numberOfComponents();
    judgement.pseudoBic();
    judgement.shape();
    judgement.componentSize();
    judgement.standardErrors();
    judgement.atoms();
    return new Verdict(judgement.findings, evidence.selection().votes());
  }

  private void subsets() {
    if (evidence.subsets().isEmpty() || evidence.subsets().get().subsets() == 0) {
      return;
    }
    Heterogeneity subsets = evidence.subsets().get();
    if (2 * subsets.outdone() > subsets.subsets()) {
      // Losses below zero tell of the local fits, not of the subsets; the next finding says so.
      outlying(subsets);
      return;
    }
    double index = subsets.index();
    String measured =
        String.format(Locale.ROOT, "heterogeneity %.2f over %d subsets", index, subsets.subsets());
    if (index <= ALIKE) {
      findings.add(
          Finding.good(Topic.HETEROGENEITY, index, ALIKE, "the subsets are alike: " + measured));
    } else {
      findings.add(
          new Finding(
              Topic.HETEROGENEITY,
              evidence.selection().stopped() ? Level.ACT : Level.NOTE,
              index,
              ALIKE,
              "the subsets differ in kind: "
                  + measured
                  + " (1 is a random share of the rows); the certified numbers are of all rows"
                  + " and hold, the pseudo-BIC and local fits say less",
              evidence.selection().stopped()
                  ? "the chain stopped early on a pseudo-BIC that such subsets mislead: run with"
                      + " --shuffle, or with more --patience"
                  : "if the rows are sorted, --shuffle makes the subsets alike"));
    }
    outlying(subsets);
  }

  private void outlying(Heterogeneity subsets) {
    if (subsets.outlying() == 0) {
      return;
    }
    // Where most differ, none is the odd one out: that is what heterogeneity said.
    boolean minority = subsets.outlying() * 2 < subsets.subsets();
    findings.add(
        new Finding(
            Topic.OUTLYING_SUBSETS,
            minority ? Level.ACT : Level.NOTE,
            subsets.outlying(),
            0,
            subsets.outlying()
                + " of "
                + subsets.subsets()
                + " subsets do not fit the model of all rows, the worst from "
                + subsets.worst().get(0).place()
                + String.format(
                    Locale.ROOT,
                    " on (loses %.0f where %.0f is usual)",
                    subsets.worst().get(0).loss(),
                    subsets.worst().get(0).usual()),
            minority
                ? "look at these rows: subsets.csv lists all; if they are corrupt, leave them"
                    + " out, or run with --aggregate robust"
                : ""));
  }

  private void localFits() {
    Evidence.LocalFits local = evidence.local();
    double failed = (double) local.failed() / Math.max(1, local.failed() + local.sound());
    if (failed > FAILURES) {
      findings.add(
          new Finding(
              Topic.LOCAL_FITS,
              Level.ACT,
              failed,
              FAILURES,
              percent(failed) + " of the local fits failed",
              "larger --subset-rows, fewer components or a simpler --shape"));
      return;
    }
    if (evidence.subsets().isEmpty() || evidence.subsets().get().subsets() == 0) {
      return;
    }
    Heterogeneity subsets = evidence.subsets().get();
    double outdone = (double) subsets.outdone() / subsets.subsets();
    if (outdone > OUTDONE) {
      findings.add(
          new Finding(
              Topic.LOCAL_FITS,
              Level.NOTE,
              outdone,
              OUTDONE,
              percent(outdone)
                  + " of the subsets are served better by the model of all rows than by their own"
                  + " fits, which missed their maxima"
                  + (outdone > 0.5 ? ", so whether the subsets are alike cannot be told" : ""),
              "more --starts or larger --subset-rows"));
    }
  }

  private void convergence() {
    Evidence.Updates updates = evidence.updates();
    double gain = Math.abs(updates.lastGain());
    if (updates.done() == 0) {
      findings.add(
          new Finding(
              Topic.CONVERGENCE,
              Level.ACT,
              Double.NaN,
              CONVERGED,
              "no exact update was made: how far the model is from its maximum is not known",
              "--refine 5"));
    } else if (gain > CONVERGED) {
      findings.add(
          new Finding(
              Topic.CONVERGENCE,
              Level.ACT,
              gain,
              CONVERGED,
              String.format(
                  Locale.ROOT,
                  "the last of %d exact updates still %s %.1f nats",
                  updates.done(),
                  updates.lastGain() < 0 ? "lost" : "gained",
                  gain),
              updates.done() < updates.allowed()
                  ? "a smaller --refine-tolerance: "
                      + String.format(Locale.ROOT, "%.0e", CONVERGED / evidence.rows())
                      + " is a nat over all rows"
                  : "more updates: --refine " + 2 * Math.max(5, updates.allowed())));
    } else {
      findings.add(
          Finding.good(
              Topic.CONVERGENCE,
              gain,
              CONVERGED,
              String.format(
                  Locale.ROOT, "the last exact update changed %.2g nats over all rows", gain)));
    }
  }

  private void maximum() {
    if (evidence.updates().rival().isEmpty()) {
      return;
    }
    double gap = evidence.updates().rival().getAsDouble();
    if (gap <= SAME_MAXIMUM) {
      findings.add(
          Finding.good(
              Topic.MAXIMUM,
              gap,
              SAME_MAXIMUM,
              String.format(
                  Locale.ROOT,
                  "local fits and pooled sample lead to the same maximum (%.2g nats apart)",
                  gap)));
    } else {
      findings.add(
          new Finding(
              Topic.MAXIMUM,
              Level.NOTE,
              gap,
              SAME_MAXIMUM,
              String.format(
                  Locale.ROOT,
                  "local fits and pooled sample lead to different maxima, %.1f nats apart; the"
                      + " better one was taken, and there may be others",
                  gap),
              "another --seed or more --starts is a cheap check"));
    }
  }

  private void numberOfComponents() {
    Evidence.Selection choice = evidence.selection();
    if (choice.least() == choice.most()) {
      return;
    }
    int k = choice.selected().components();
    if (k == choice.most()) {
      findings.add(
          new Finding(
              Topic.NUMBER_OF_COMPONENTS,
              Level.ACT,
              k,
              choice.most(),
              "K = " + k + " is the largest that was asked for: more may be better",
              "--k " + k + ".." + 2 * k));
      return;
    }
    if (k == choice.least() && k > 1) {
      findings.add(
          new Finding(
              Topic.NUMBER_OF_COMPONENTS,
              Level.ACT,
              k,
              choice.least(),
              "K = " + k + " is the smallest that was asked for: fewer may be better",
              "--k 1.." + choice.most()));
      return;
    }
    String votes = choice.votes().inWords(choice.selected());
    if (choice.runnerUp().isPresent() && choice.runnerUp().get().getValue() < CLEAR) {
      Map.Entry<CandidateKey, Double> next = choice.runnerUp().get();
      findings.add(
          new Finding(
              Topic.NUMBER_OF_COMPONENTS,
              Level.NOTE,
              next.getValue(),
              CLEAR,
              String.format(
                  Locale.ROOT,
                  "%s is as good as chosen: its %s is %.1f larger; %s",
                  next.getKey(),
                  choice.criterion(),
                  next.getValue(),
                  votes),
              "look at both"));
      return;
    }
    double margin = choice.runnerUp().map(Map.Entry::getValue).orElse(Double.NaN);
    findings.add(
        Finding.good(
            Topic.NUMBER_OF_COMPONENTS,
            margin,
            CLEAR,
            choice.runnerUp().isEmpty()
                ? "K = " + k + "; " + votes
                : String.format(
                    Locale.ROOT,
                    "K = %d is clear: the next, %s, is %.1f worse in %s; %s",
                    k,
                    choice.runnerUp().get().getKey(),
                    margin,
                    choice.criterion(),
                    votes)));
  }

  private void pseudoBic() {
    Evidence.Selection choice = evidence.selection();
    if (choice.foretold() == null || choice.least() == choice.most()) {
      return;
    }
    if (choice.foretold().equals(choice.selected())) {
      findings.add(
          Finding.good(
              Topic.PSEUDO_BIC, Double.NaN, Double.NaN, "the pseudo-BIC foretold the choice"));
    } else {
      findings.add(
          new Finding(
              Topic.PSEUDO_BIC,
              Level.NOTE,
              Double.NaN,
              Double.NaN,
              "the pseudo-BIC would have chosen " + choice.foretold(),
              ""));
    }
  }

  private void shape() {
    double ratio = 2 * evidence.local().optimism() / evidence.mixture().freeParameters();
    if (ratio > AS_THE_SHAPE) {
      findings.add(
          new Finding(
              Topic.SHAPE,
              Level.NOTE,
              ratio,
              AS_THE_SHAPE,
              String.format(
                  Locale.ROOT,
                  "a fit flatters its own rows %.1f times as much as if they came from such a"
                      + " mixture: components are not of this shape, and several may stand for one"
                      + " cluster",
                  ratio),
              "another --shape or --criterion icl, and take components as an approximation"));
    }
  }

  private void componentSize() {
    ComponentFamily family = evidence.mixture().family();
    double parameters = family.freeParameters(1, evidence.mixture().dimension());
    double[] weights = evidence.mixture().weights();
    int smallest = 0;
    for (int k = 1; k < weights.length; k++) {
      smallest = weights[k] < weights[smallest] ? k : smallest;
    }
    double rows = weights[smallest] * evidence.rows();
    if (rows / parameters < ROWS_PER_PARAMETER) {
      findings.add(
          new Finding(
              Topic.COMPONENT_SIZE,
              Level.ACT,
              rows / parameters,
              ROWS_PER_PARAMETER,
              String.format(
                  Locale.ROOT,
                  "component %d has %.0f rows for %.0f parameters of its own",
                  smallest + 1,
                  rows,
                  parameters),
              "fewer components or a simpler --shape"));
    }
  }

  private void standardErrors() {
    if (evidence.uncertainty().isEmpty()) {
      return;
    }
    Uncertainty uncertainty = evidence.uncertainty().get();
    List<ParameterEstimate> contradictions = uncertainty.contradictions();
    int all = uncertainty.estimates().size();
    if (uncertainty.checked() == 0) {
      findings.add(
          new Finding(
              Topic.STANDARD_ERRORS,
              Level.NOTE,
              Double.NaN,
              Uncertainty.CONTRADICTION,
              "the standard errors were not checked by the sandwich",
              ""));
    } else if (contradictions.isEmpty()) {
      findings.add(
          Finding.good(
              Topic.STANDARD_ERRORS,
              uncertainty.checked(),
              Double.NaN,
              "bootstrap and sandwich agree on "
                  + (uncertainty.checked() == all ? "all " : uncertainty.checked() + " of ")
                  + all
                  + " standard errors"));
    } else {
      findings.add(
          new Finding(
              Topic.STANDARD_ERRORS,
              Level.NOTE,
              contradictions.get(0).disagreement(),
              Uncertainty.CONTRADICTION,
              "bootstrap and sandwich disagree on "
                  + contradictions.size()
                  + " of "
                  + all
                  + " standard errors",
              "take the larger of the two in parameters.csv"));
    }
  }

  private void atoms() {
    if (!evidence.atoms().isEmpty()) {
      findings.add(
          new Finding(
              Topic.ATOMS,
              Level.NOTE,
              evidence.atoms().size(),
              0,
              "values that many rows share exactly, in "
                  + String.join(", ", evidence.atoms())
                  + ": the likelihood there is as large as the penalty lets it be",
              "leave the columns out, or treat such rows apart"));
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
