package org.mixreduce.core.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mixreduce.core.robust.DistanceFilter;
import org.mixreduce.core.trust.Evidence.Precaution;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether single subsets do not fit. */
final class OutlyingSubsetsCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    evidence
        .apart()
        .filter(apart -> apart.leftOut() && apart.subsets() > 0)
        .ifPresent(apart -> findings.add(leftOut(apart)));
    evidence
        .subsets()
        .filter(subsets -> subsets.outlying() > 0)
        .ifPresent(subsets -> findings.add(judge(subsets, evidence)));
    return findings;
  }

  private static Finding leftOut(Apart apart) {
    double share = (double) apart.subsets() / apart.judged();
    return new Finding(
        Topic.OUTLYING_SUBSETS,
        share > DistanceFilter.TRIED ? Level.ACT : Level.NOTE,
        share,
        DistanceFilter.TRIED,
        apart.subsets()
            + " of "
            + apart.judged()
            + " subsets, "
            + apart.rows()
            + " rows, were left out: all that is said here is of the others",
        "look at these rows: manifest.json lists them; where files are sorted or differ in kind an"
            + " honest minority looks like this");
  }

  private static Finding judge(Heterogeneity subsets, Evidence evidence) {
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
        strangers ? remedy(evidence) : "subsets.csv lists all");
  }

  private static String remedy(Evidence evidence) {
    Set<Precaution> precautions = evidence.precautions();
    String look = "look at these rows: subsets.csv lists all; if they are corrupt, leave them out";
    if (precautions.contains(Precaution.OUTLYING_LEFT_OUT)) {
      return look + "; by mean and covariance they are not far enough for --aggregate robust";
    }
    if (precautions.contains(Precaution.SHUFFLED)) {
      return "run without --shuffle, so that subsets are those of your files, and look again";
    }
    return evidence.allSubsets() < DistanceFilter.LEAST_FITS
        ? look
        : look + ", or run with --aggregate robust";
  }
}
