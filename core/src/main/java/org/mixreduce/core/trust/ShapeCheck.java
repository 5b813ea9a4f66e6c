package org.mixreduce.core.trust;

import java.util.List;
import java.util.Locale;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether rows are as the shape has them. */
final class ShapeCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    double ratio = 2 * evidence.local().optimism() / evidence.mixture().freeParameters();
    if (!(ratio > Thresholds.AS_THE_SHAPE)) {
      return List.of();
    }
    return List.of(
        new Finding(
            Topic.SHAPE,
            Level.NOTE,
            ratio,
            Thresholds.AS_THE_SHAPE,
            String.format(
                Locale.ROOT,
                "a fit flatters its own rows %.1f times as much as if they came from such a"
                    + " mixture: components are not of this shape, and several may stand for one"
                    + " cluster",
                ratio),
            "another --shape or --criterion icl, and take components as an approximation"));
  }
}
