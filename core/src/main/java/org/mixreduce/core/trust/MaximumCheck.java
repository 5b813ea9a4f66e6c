package org.mixreduce.core.trust;

import java.util.List;
import java.util.Locale;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether the two ways to the model lead to the same maximum. */
final class MaximumCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    return evidence.updates().rival().stream()
        .map(rival -> judge(rival, evidence.updates().lastGain()))
        .toList();
  }

  private static Finding judge(Evidence.Rival rival, double lastGain) {
    // What has not arrived may yet arrive at the same place, or at a better one.
    boolean arrived = near(rival.lastGain()) && near(lastGain);
    if (rival.gap() <= Thresholds.SAME_MAXIMUM && arrived) {
      return Finding.good(
          Topic.MAXIMUM,
          rival.gap(),
          Thresholds.SAME_MAXIMUM,
          String.format(
              Locale.ROOT,
              "local fits and pooled sample lead to the same maximum (%.2g nats apart)",
              rival.gap()));
    }
    return new Finding(
        Topic.MAXIMUM,
        Level.NOTE,
        rival.gap(),
        Thresholds.SAME_MAXIMUM,
        String.format(
                Locale.ROOT,
                "local fits and pooled sample lead to models %.2g nats apart; the better one was"
                    + " taken, and ",
                rival.gap())
            + (arrived
                ? "there may be better ones"
                : "one of them was still on its way: whether they lead to the same maximum cannot be"
                    + " told"),
        arrived
            ? "another --seed or more --starts is a cheap check"
            : "a larger --refine, so that both arrive");
  }

  private static boolean near(double lastGain) {
    return Math.abs(lastGain) <= Thresholds.CONVERGED;
  }
}
