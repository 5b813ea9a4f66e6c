package org.mixreduce.core.trust;

import java.util.List;
import java.util.Locale;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether the exact updates have arrived. */
final class ConvergenceCheck implements Check {

  private static final String COLLAPSE =
      "fewer components or a larger --penalty: the next update would let a component collapse";

  @Override
  public List<Finding> of(Evidence evidence) {
    Evidence.Updates updates = evidence.updates();
    double change = updates.lastChange();
    if (updates.done() == 0) {
      return List.of(none(updates));
    }
    return List.of(
        change > Thresholds.CONVERGED
            ? notArrived(updates, change, evidence.rows())
            : Finding.good(
                Topic.CONVERGENCE,
                change,
                Thresholds.CONVERGED,
                String.format(
                    Locale.ROOT,
                    "the last exact updates changed %.2g nats over all rows",
                    change)));
  }

  private static Finding none(Evidence.Updates updates) {
    return new Finding(
        Topic.CONVERGENCE,
        Level.ACT,
        Double.NaN,
        Thresholds.CONVERGED,
        "no exact update was made: how far the model is from its maximum is not known",
        updates.stuck() ? COLLAPSE : "--refine 5");
  }

  private static Finding notArrived(Evidence.Updates updates, double change, double rows) {
    return new Finding(
        Topic.CONVERGENCE,
        Level.ACT,
        change,
        Thresholds.CONVERGED,
        String.format(
            Locale.ROOT,
            "one of the last two of %d exact updates still changed %.1f nats",
            updates.done(),
            change),
        remedy(updates, change, rows));
  }

  private static String remedy(Evidence.Updates updates, double change, double rows) {
    if (updates.stuck()) {
      return COLLAPSE;
    }
    return change / rows < updates.tolerance()
        ? String.format(
            Locale.ROOT,
            "a smaller --refine-tolerance: %.0e is a nat over all rows",
            Thresholds.CONVERGED / rows)
        : "more updates: --refine " + 2 * Math.max(5, updates.done());
  }
}
