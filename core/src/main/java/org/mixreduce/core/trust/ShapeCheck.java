package org.mixreduce.core.trust;

import java.util.List;
import java.util.Locale;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether rows are as the shape has them. */
final class ShapeCheck implements Check {

  /** Standard errors by which the ratio must exceed one. */
  private static final double SURE = 3;

  @Override
  public List<Finding> of(Evidence evidence) {
    double ratio = 2 * evidence.local().optimism() / evidence.mixture().freeParameters();
    if (!(ratio > Thresholds.AS_THE_SHAPE && ratio - 1 > SURE * error(evidence))) {
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
            evidence.refit("another --shape")
                + ", or take --criterion icl, and components as an approximation"));
  }

  /** Of the ratio, which is a mean over R replicates of χ² of ν degrees of freedom, over ν. */
  private static double error(Evidence evidence) {
    double degrees = (double) evidence.local().replicates() * evidence.mixture().freeParameters();
    return Math.sqrt(2 / degrees);
  }
}
