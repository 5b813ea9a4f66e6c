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
            evidence.refit("fewer components or a simpler --shape")));
  }
}
