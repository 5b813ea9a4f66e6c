package org.mixreduce.core.trust;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mixreduce.core.trust.Evidence.Precaution;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether single subsets do not fit. */
final class OutlyingSubsetsCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    return evidence.subsets().stream()
        .filter(subsets -> subsets.outlying() > 0)
        .map(subsets -> judge(subsets, evidence.precautions()))
        .toList();
  }

  private static Finding judge(Heterogeneity subsets, Set<Precaution> precautions) {
    boolean strangers = subsets.hasStrangers();
    SubsetLoss worst = subsets.worst().get(0);
    return new Finding(
        Topic.OUTLYING_SUBSETS,
        strangers ? Level.ACT : Level.NOTE,
        subsets.outlying(),
        0,
        subsets.outlying()
            + " of "
            + subsets.subsets()
            + " subsets do not fit the model of all rows, the worst from "
            + worst.place()
            + String.format(
                Locale.ROOT, " on (loses %.0f where %.0f is usual)", worst.loss(), worst.usual()),
        strangers ? remedy(precautions) : "subsets.csv lists all");
  }

  private static String remedy(Set<Precaution> precautions) {
    String look = "look at these rows: subsets.csv lists all; if they are corrupt, leave them out";
    if (precautions.contains(Precaution.OUTLYING_LEFT_OUT)) {
      return look + ", which --aggregate robust did with those far apart, not with these";
    }
    if (precautions.contains(Precaution.SHUFFLED)) {
      return "run without --shuffle, so that subsets are those of your files, and look again";
    }
    return look + ", or run with --aggregate robust";
  }
}
