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
 * to N. Beyond {@value #MOST_DRAWS} rows, counts are their normal limit instead, w_i + √w_i z_i
 * scaled to N: rows of such weight hardly vary.
 */
final class MultinomialWeights {

  private final double[] cumulative;

  /** More rows than this are not drawn one by one. */
  private static final int MOST_DRAWS = 1 << 27;

  private final int draws;
  private final double scale;

  /** The rows' weights where they are too heavy for drawing; else null. */
  private final double[] heavy;

  MultinomialWeights(RowBlock rows) {
    double[] weights = rows.weights();
    cumulative = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum;
    }
    draws = (int) Math.max(1, Math.min(MOST_DRAWS, Math.round(sum)));
    scale = sum / draws;
    heavy = sum > MOST_DRAWS ? weights : null;
  }

  /** One set of weights, a number per row. */
  double[] draw(RandomGenerator random) {
    if (heavy != null) {
      return drawHeavy(random);
    }
    double[] counts = new double[cumulative.length];
    double total = cumulative[cumulative.length - 1];
    boolean equal = total == cumulative.length && cumulative[0] == 1;
    for (int i = 0; i < draws; i++) {
      counts[equal ? random.nextInt(counts.length) : find(random.nextDouble() * total)] += scale;
    }
    return counts;
  }

  private double[] drawHeavy(RandomGenerator random) {
    double[] counts = new double[heavy.length];
    double drawn = 0;
    for (int i = 0; i < counts.length; i++) {
      double spread = Math.sqrt(heavy[i]) * random.nextGaussian();
      counts[i] = Math.max(0, heavy[i] + spread);
      drawn += counts[i];
    }
    double total = cumulative[cumulative.length - 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] *= total / drawn;
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
