package org.mixreduce.core.trust;

import java.util.List;
import java.util.Locale;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether each component has rows enough. */
final class ComponentSizeCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    double parameters = evidence.mixture().ownParameters();
    double[] weights = evidence.mixture().weights();
    int smallest = 0;
    for (int k = 1; k < weights.length; k++) {
      smallest = weights[k] < weights[smallest] ? k : smallest;
    }
    double rows = weights[smallest] * evidence.rows();
    if (rows / parameters >= Thresholds.ROWS_PER_PARAMETER) {
      return List.of();
    }
    return List.of(
        new Finding(
            Topic.COMPONENT_SIZE,
            Level.ACT,
            rows / parameters,
            Thresholds.ROWS_PER_PARAMETER,
            String.format(
                Locale.ROOT,
                "component %d has %.0f rows for %.0f parameters of its own",
                smallest + 1,
                rows,
                parameters),
            remedy(evidence)));
  }

  /** The simplest shapes give a component little but its mean. */
  private static String remedy(Evidence evidence) {
    String fewer = evidence.mixture().size() == 1 ? "fewer columns" : "fewer components";
    boolean simplest = evidence.mixture().ownParameters() <= evidence.mixture().dimension() + 1;
    return evidence.refit(simplest ? fewer : fewer + " or a simpler --shape");
  }
}
