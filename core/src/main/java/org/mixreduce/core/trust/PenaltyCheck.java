package org.mixreduce.core.trust;

import java.util.List;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether the penalty, which should only keep components from collapsing, shapes the estimate. */
final class PenaltyCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    double share = evidence.penalised();
    if (!(share > Thresholds.PENALISED)) {
      return List.of();
    }
    boolean collapses = share >= 1;
    return List.of(
        new Finding(
            Topic.PENALTY,
            share > Thresholds.MOSTLY_PENALISED ? Level.ACT : Level.NOTE,
            share,
            Thresholds.PENALISED,
            collapses
                ? "only the penalty keeps a component from collapsing: its rows lie on a point, a line"
                    + " or a plane"
                : "the penalty makes up "
                    + Words.percent(share)
                    + " of a variance of some component",
            remedy(evidence)));
  }

  /** A smaller penalty leads out only where a larger one led in. */
  private static String remedy(Evidence evidence) {
    String fewer = evidence.mixture().size() > 1 ? ", or with fewer components" : "";
    return evidence.refit(
        "without rows or columns that repeat one value, or columns that others determine"
            + fewer
            + "; with a smaller --penalty if that was raised");
  }
}
