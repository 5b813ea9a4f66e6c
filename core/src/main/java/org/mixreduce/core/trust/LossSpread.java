package org.mixreduce.core.trust;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What the subsets usually lose by the model of all rows, and how much that varies. In a regular
 * model whose rows are shared out at random losses are nearly χ² (Wilks 1938); but heavy tails make
 * them vary more, and one corrupt subset pulls the model away from all others. Median and median
 * absolute deviation know both and are not moved by a minority.
 *
 * @param median of the losses
 * @param deviation 1.4826 times the median absolute deviation, which for normal losses is their
 *     standard deviation
 */
public record LossSpread(double median, double deviation) {

  /** Nothing is known: χ² alone says what is usual. */
  public static final LossSpread UNKNOWN = new LossSpread(Double.NEGATIVE_INFINITY, 0);

  private static final double NORMAL = 1.4826;

  /** Of these losses; unknown if there are none. */
  public static LossSpread of(double[] losses) {
    if (losses.length == 0) {
      return UNKNOWN;
    }
    double median = StatUtils.percentile(losses, 50);
    double[] deviations = Arrays.stream(losses).map(loss -> Math.abs(loss - median)).toArray();
    return new LossSpread(median, NORMAL * StatUtils.percentile(deviations, 50));
  }

  /** What a subset usually loses: what is expected of it, or the median if that is more. */
  double usual(double expected) {
    return Math.max(expected, median);
  }

  /** By how much usual losses vary: as χ² with that expectation does, or as they do if more. */
  double scale(double expected) {
    return Math.max(Math.sqrt(2 * expected), deviation);
  }
}
