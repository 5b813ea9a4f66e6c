package org.mixreduce.core.trust;

import java.util.List;
import java.util.Locale;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether the two ways to the model lead to the same maximum. */
final class MaximumCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    return evidence.updates().rival().stream().map(MaximumCheck::judge).toList();
  }

  private static Finding judge(Evidence.Rival rival) {
    if (rival.gap() <= Thresholds.SAME_MAXIMUM) {
      return Finding.good(
          Topic.MAXIMUM,
          rival.gap(),
          Thresholds.SAME_MAXIMUM,
          String.format(
              Locale.ROOT,
              "local fits and pooled sample lead to the same maximum (%.2g nats apart)",
              rival.gap()));
    }
    // What has not arrived may yet arrive at the same place, or at a better one.
    boolean arrived = Math.abs(rival.lastGain()) <= Thresholds.CONVERGED;
    return new Finding(
        Topic.MAXIMUM,
        Level.NOTE,
        rival.gap(),
        Thresholds.SAME_MAXIMUM,
        String.format(
                Locale.ROOT,
                "local fits and pooled sample lead to models %.1f nats apart; the better one was"
                    + " taken, and ",
                rival.gap())
            + (arrived
                ? "there may be better ones"
                : "the other was still on its way: whether it leads elsewhere cannot be told"),
        arrived
            ? "another --seed or more --starts is a cheap check"
            : "a larger --refine, so that both arrive");
  }
}
