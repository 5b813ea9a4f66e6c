package org.mixreduce.core.trust;

import java.util.List;
import java.util.Locale;
import org.mixreduce.core.trust.Evidence.Precaution;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether the subsets are alike. */
final class HeterogeneityCheck implements Check {

  private static final double LEAST_PARTS = 4;

  /** Rows of a part for each parameter. */
  private static final double LEAST_ROWS = 10;

  @Override
  public List<Finding> of(Evidence evidence) {
    if (evidence.subsets().isEmpty()) {
      return List.of(
          new Finding(
              Topic.HETEROGENEITY,
              Level.NOTE,
              Double.NaN,
              Thresholds.ALIKE,
              "whether the subsets of the earlier runs are alike was not looked at",
              ""));
    }
    return evidence.subsets().stream()
        // Losses below zero tell of the local fits, not of the subsets, and LocalFitsCheck does.
        .filter(
            subsets ->
                subsets.areTooAlike()
                    || subsets.subsets() == 0
                    || 2 * subsets.outdone() <= subsets.subsets())
        .map(
            subsets ->
                2 * subsets.subsets() >= Math.max(2, evidence.allSubsets())
                    ? judge(subsets, evidence)
                    : notCompared(subsets, evidence))
        .toList();
  }

  private static Finding notCompared(Heterogeneity subsets, Evidence evidence) {
    boolean one = evidence.allSubsets() == 1;
    return new Finding(
        Topic.HETEROGENEITY,
        Level.NOTE,
        subsets.index(),
        Thresholds.ALIKE,
        one
            ? "all rows are one subset, so parts of them were not compared with each other"
            : "whether the subsets are alike cannot be told: only "
                + subsets.subsets()
                + " of "
                + evidence.allSubsets()
                + " could be compared with the model of all rows",
        one && canBeParted(evidence)
            ? evidence.refit("a smaller --subset-rows") + " would compare parts"
            : "");
  }

  /** Into parts that have rows enough for fits of their own. */
  private static boolean canBeParted(Evidence evidence) {
    return evidence.rows() >= LEAST_PARTS * LEAST_ROWS * evidence.mixture().freeParameters();
  }

  private static Finding judge(Heterogeneity subsets, Evidence evidence) {
    double index = subsets.index();
    String measured =
        String.format(Locale.ROOT, "heterogeneity %.2f over %d subsets", index, subsets.subsets());
    if (subsets.areTooAlike()) {
      return new Finding(
          Topic.HETEROGENEITY,
          Level.ACT,
          index,
          Thresholds.ALIKE,
          "the subsets are more alike than random shares of the rows: "
              + measured
              + ", where 1 is expected; the same rows may be there more than once",
          "look for files that are copies of each other");
    }
    if (index <= Thresholds.ALIKE) {
      return Finding.good(
          Topic.HETEROGENEITY, index, Thresholds.ALIKE, "the subsets are alike: " + measured);
    }
    boolean stopped = evidence.selection().stopped();
    return new Finding(
        Topic.HETEROGENEITY,
        stopped ? Level.ACT : Level.NOTE,
        index,
        Thresholds.ALIKE,
        "the subsets differ in kind: "
            + measured
            + " (1 is a random share of the rows); the certified numbers are of all rows and hold,"
            + " the pseudo-BIC and local fits say less",
        stopped
            ? "the chain stopped early on a pseudo-BIC that such subsets mislead: run with "
                + evidence.selection().morePatience()
                + (canBeShuffled(evidence) ? ", or with --shuffle" : "")
            : canBeShuffled(evidence)
                ? "if the rows are sorted, --shuffle makes the subsets alike"
                : "");
  }

  /** Not twice; and where subsets are left out, shuffling would spread their rows over all. */
  private static boolean canBeShuffled(Evidence evidence) {
    return !evidence.precautions().contains(Precaution.SHUFFLED)
        && !evidence.precautions().contains(Precaution.OUTLYING_LEFT_OUT);
  }
}
