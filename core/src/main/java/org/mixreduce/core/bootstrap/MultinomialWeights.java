package org.mixreduce.core.bootstrap;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomDataGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.RowBlock;

/**
 * Bootstrap weights of the rows of a block: N = Σ w_i rows are drawn with replacement, row i with
 * probability w_i / N, and each counts as often as it was drawn. With all w_i = 1 this is Efron's
 * bootstrap.
 *
 * <p>N that is no whole number is rounded for drawing, at least one, and the counts are scaled back
 * to N. Where rows weigh more than {@value #HEAVY} on average, or N is beyond {@value #MOST_DRAWS},
 * drawing one by one is slow and counts are independent Poisson numbers scaled to N instead: given
 * their sum, such counts are multinomial. From a weight of {@value #HEAVY} on they are the normal
 * limit, w_i + √w_i z_i.
 */
public final class MultinomialWeights {

  private final double[] cumulative;

  /** More rows than this are not drawn one by one. */
  private static final int MOST_DRAWS = 1 << 27;

  /** From this weight on, Poisson counts are nearly normal: their skewness is below 0.18. */
  private static final int HEAVY = 32;

  private final int draws;
  private final double scale;

  /** Whether every row is as likely as any other. */
  private final boolean equal;

  /** The rows' weights where they are too heavy for drawing one by one; else null. */
  private final double[] heavy;

  /** Weights for these rows, whose own are not written. */
  public MultinomialWeights(RowBlock rows) {
    double[] weights = rows.weights();
    cumulative = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum;
    }
    draws = (int) Math.max(1, Math.min(MOST_DRAWS, Math.round(sum)));
    scale = sum / draws;
    equal = Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
    heavy = sum > MOST_DRAWS || sum > (double) HEAVY * weights.length ? weights : null;
  }

  /** One set of weights, a number per row. */
  public double[] draw(RandomGenerator random) {
    if (heavy != null) {
      return drawHeavy(random);
    }
    double[] counts = new double[cumulative.length];
    double total = cumulative[cumulative.length - 1];
    for (int i = 0; i < draws; i++) {
      counts[equal ? random.nextInt(counts.length) : find(random.nextDouble() * total)] += scale;
    }
    return counts;
  }

  private double[] drawHeavy(RandomGenerator random) {
    RandomDataGenerator numbers = new RandomDataGenerator(random);
    double[] counts = new double[heavy.length];
    double drawn = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = count(heavy[i], numbers);
      drawn += counts[i];
    }
    double total = cumulative[cumulative.length - 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] *= total / drawn;
    }
    return counts;
  }

  private static double count(double mean, RandomDataGenerator numbers) {
    if (mean >= HEAVY) {
      return Math.max(0, numbers.nextGaussian(mean, Math.sqrt(mean)));
    }
    return mean > 0 ? numbers.nextPoisson(mean) : 0;
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
