package org.mixreduce.core.trust;

import java.util.List;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether local fits failed or missed their maxima. */
final class LocalFitsCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    Evidence.LocalFits local = evidence.local();
    double failed = (double) local.failed() / Math.max(1, local.failed() + local.sound());
    if (failed > Thresholds.FAILURES) {
      return List.of(
          new Finding(
              Topic.LOCAL_FITS,
              Level.ACT,
              failed,
              Thresholds.FAILURES,
              Words.percent(failed) + " of the local fits failed",
              failed(evidence)));
    }
    return evidence.subsets().stream()
        .filter(subsets -> subsets.outdone() > Thresholds.OUTDONE * subsets.subsets())
        .filter(subsets -> !subsets.areTooAlike())
        .map(subsets -> missed(subsets, evidence))
        .toList();
  }

  /** Rows that are far from all others scale the penalty of all, which then drowns the rest. */
  private static String failed(Evidence evidence) {
    boolean apart =
        evidence.apart().filter(a -> a.subsets() > 0 && !a.leftOut()).isPresent()
            && !evidence.precautions().contains(Evidence.Precaution.SHUFFLED);
    return evidence.refit(
            (apart ? "--aggregate robust if the subsets that lie apart are corrupt, " : "")
                + "larger --subset-rows, fewer components or a simpler --shape")
        + (evidence.subsets().isPresent()
            ? "; where they failed subsets.csv has NA: look at these rows"
            : "");
  }

  private static Finding missed(Heterogeneity subsets, Evidence evidence) {
    double outdone = (double) subsets.outdone() / subsets.subsets();
    return new Finding(
        Topic.LOCAL_FITS,
        Level.NOTE,
        outdone,
        Thresholds.OUTDONE,
        Words.percent(outdone)
            + " of the subsets are served better by the model of all rows than by their own fits,"
            + " which missed their maxima"
            + (outdone > 0.5 ? ", so whether the subsets are alike cannot be told" : ""),
        evidence.refit("--starts 32 or larger --subset-rows"));
  }
}
