package org.mixreduce.core.bootstrap;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.RowBlock;

/**
 * Bootstrap weights of the rows of a block: N = Σ w_i rows are drawn with replacement, row i with
 * probability w_i / N, and each counts as often as it was drawn. With all w_i = 1 this is Efron's
 * bootstrap.
 *
 * <p>N that is no whole number is rounded for drawing, at least one, and the counts are scaled back
 * to N.
 */
final class MultinomialWeights {

  private final double[] cumulative;
  private final int draws;
  private final double scale;

  MultinomialWeights(RowBlock rows) {
    double[] weights = rows.weights();
    cumulative = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum;
    }
    if (sum > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a subset of weight " + sum + " cannot be resampled: at most " + Integer.MAX_VALUE);
    }
    draws = (int) Math.max(1, Math.round(sum));
    scale = sum / draws;
  }

  /** One set of weights, a number per row. */
  double[] draw(RandomGenerator random) {
    double[] counts = new double[cumulative.length];
    double total = cumulative[cumulative.length - 1];
    boolean equal = total == cumulative.length && cumulative[0] == 1;
    for (int i = 0; i < draws; i++) {
      counts[equal ? random.nextInt(counts.length) : find(random.nextDouble() * total)] += scale;
    }
    return counts;
  }

  /** The first row whose cumulative weight is above u, so that rows of weight zero never come. */
  private int find(double u) {
    int found = Arrays.binarySearch(cumulative, u);
    int place = found >= 0 ? found + 1 : -found - 1;
    while (place < cumulative.length - 1 && cumulative[place] <= u) {
      place++;
    }
    return Math.min(place, cumulative.length - 1);
  }
}
