package org.mixreduce.core.trust;

import java.util.List;
import java.util.Locale;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.trust.Evidence.Rival;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether two ways to the model lead to the same maximum. */
final class MaximumCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    return evidence.updates().rival().stream()
        // Without an update there is no way, and ConvergenceCheck says so.
        .filter(rival -> evidence.updates().done() > 0)
        .map(rival -> judge(rival, evidence))
        .toList();
  }

  private static Finding judge(Rival rival, Evidence evidence) {
    Evidence.Updates updates = evidence.updates();
    // What has not arrived may yet arrive at the same place, or at a better one.
    boolean arrived = near(rival.lastChange()) && near(updates.lastChange());
    String ways =
        "the ways from "
            + Candidate.inWords(updates.origin())
            + " and "
            + Candidate.inWords(rival.origin());
    if (rival.gap() <= Thresholds.SAME_MAXIMUM && arrived) {
      return Finding.good(
          Topic.MAXIMUM,
          rival.gap(),
          Thresholds.SAME_MAXIMUM,
          String.format(
              Locale.ROOT,
              "%s lead to the same maximum (%s nats apart)",
              ways,
              Words.nats(rival.gap())));
    }
    return new Finding(
        Topic.MAXIMUM,
        Level.NOTE,
        rival.gap(),
        Thresholds.SAME_MAXIMUM,
        String.format(
                Locale.ROOT,
                "%s lead to models %s nats apart; the better one was taken, and ",
                ways,
                Words.nats(rival.gap()))
            + (arrived
                ? "there may be better ones"
                : "not both have arrived: whether they lead to the same maximum cannot be told"),
        arrived
            ? evidence.refit("another --seed or --starts 32") + " is a cheap check"
            : onTheWay(rival, updates, evidence.rows()));
  }

  private static String onTheWay(Rival rival, Evidence.Updates updates, double rows) {
    if (rival.stuck() || updates.stuck()) {
      return "";
    }
    return updates.tolerance() * rows > Thresholds.CONVERGED
        ? String.format(
            Locale.ROOT,
            "--refine-tolerance %.0e, so that both arrive",
            Thresholds.CONVERGED / rows)
        : "--refine " + 2 * Math.max(5, updates.done()) + ", so that both arrive";
  }

  private static boolean near(double lastChange) {
    return Math.abs(lastChange) <= Thresholds.CONVERGED;
  }
}
