package org.mixreduce.core.fit;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * Chooses K of n objects far from each other: the first in proportion to its weight, each next one
 * in proportion to its weight times its distance to the nearest chosen (Arthur and Vassilvitskii
 * 2007, k-means++). The distance is a squared Euclidean one between rows, or a divergence between
 * components.
 */
public final class DistanceSeeding {

  /** The distance from object i to the chosen object. */
  @FunctionalInterface
  public interface Distance {
    /** Not negative; zero on itself. */
    double between(int object, int chosen);
  }

  private DistanceSeeding() {}

  /**
   * The places of K chosen objects; the same one twice only if there are fewer different ones.
   *
   * @param weights n weights ≥ 0, not all zero
   */
  public static int[] choose(int k, double[] weights, Distance distance, RandomGenerator random) {
    int[] chosen = new int[k];
    double[] nearest = new double[weights.length];
    double[] mass = weights.clone();
    for (int c = 0; c < k; c++) {
      chosen[c] = draw(mass, weights, random);
      for (int i = 0; i < weights.length; i++) {
        double value = weights[i] > 0 ? distance.between(i, chosen[c]) : 0;
        nearest[i] = c == 0 ? value : Math.min(nearest[i], value);
        mass[i] = weights[i] * nearest[i];
      }
    }
    return chosen;
  }

  /** A place drawn in proportion to mass, or to the weights where all mass is gone. */
  private static int draw(double[] mass, double[] weights, RandomGenerator random) {
    double total = sum(mass);
    double[] law = total > 0 && total < Double.POSITIVE_INFINITY ? mass : weights;
    double target = random.nextDouble() * sum(law);
    int last = 0;
    double below = 0;
    for (int i = 0; i < law.length; i++) {
      if (law[i] > 0) {
        last = i;
        below += law[i];
        if (target < below) {
          return i;
        }
      }
    }
    return last;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
