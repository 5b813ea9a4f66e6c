package org.mixreduce.core.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;
import org.mixreduce.core.uncertainty.ParameterEstimate;
import org.mixreduce.core.uncertainty.Uncertainty;

/** Whether standard errors are well known, and bootstrap and sandwich agree on them. */
final class StandardErrorsCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    evidence
        .uncertainty()
        .ifPresent(
            uncertainty -> {
              failures(evidence, uncertainty.effort(), findings);
              monteCarlo(uncertainty.effort(), findings);
              findings.add(agreement(uncertainty));
            });
    return findings;
  }

  private static void failures(
      Evidence evidence, Uncertainty.Effort effort, List<Finding> findings) {
    double failed =
        (double) effort.failures() / Math.max(1, effort.failures() + effort.replicates());
    if (failed > Thresholds.FAILURES) {
      findings.add(
          new Finding(
              Topic.STANDARD_ERRORS,
              Level.NOTE,
              failed,
              Thresholds.FAILURES,
              Words.percent(failed)
                  + " of the bootstrap replicates failed, and standard errors are of those that did"
                  + " not: too small, if anything",
              evidence.refit("fewer components or a simpler --shape")));
    }
  }

  private static void monteCarlo(Uncertainty.Effort effort, List<Finding> findings) {
    if (effort.relativeError() > Thresholds.RELATIVE_ERROR) {
      findings.add(
          new Finding(
              Topic.STANDARD_ERRORS,
              Level.NOTE,
              effort.relativeError(),
              Thresholds.RELATIVE_ERROR,
              String.format(
                  Locale.ROOT,
                  "standard errors are known to %s only, by %d replicates on %d bags",
                  Words.percent(effort.relativeError()),
                  effort.replicates(),
                  effort.bags()),
              "the sandwich in parameters.csv has no such error"));
    }
  }

  private static Finding agreement(Uncertainty uncertainty) {
    List<ParameterEstimate> contradictions = uncertainty.contradictions();
    int all = uncertainty.estimates().size();
    if (uncertainty.checked() == 0) {
      return new Finding(
          Topic.STANDARD_ERRORS,
          Level.NOTE,
          Double.NaN,
          Uncertainty.CONTRADICTION,
          "the standard errors were not checked by the sandwich",
          "");
    }
    if (contradictions.isEmpty()) {
      return Finding.good(
          Topic.STANDARD_ERRORS,
          uncertainty.checked(),
          Double.NaN,
          "bootstrap and sandwich agree on "
              + (uncertainty.checked() == all ? "all " : uncertainty.checked() + " of ")
              + all
              + " standard errors");
    }
    double share = (double) contradictions.size() / uncertainty.checked();
    boolean most = share > Thresholds.CONTRADICTED;
    return new Finding(
        Topic.STANDARD_ERRORS,
        most ? Level.ACT : Level.NOTE,
        share,
        Thresholds.CONTRADICTED,
        String.format(
            Locale.ROOT,
            "bootstrap and sandwich disagree on %d of %d standard errors by more than a factor of"
                + " %.1f",
            contradictions.size(),
            uncertainty.checked(),
            Uncertainty.CONTRADICTION),
        (most ? "fewer components, or larger --bag-rows if a warning calls bags small; else " : "")
            + "take the larger of the two in parameters.csv, whose intervals are the bootstrap's");
  }
}
