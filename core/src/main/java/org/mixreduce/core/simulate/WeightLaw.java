package org.mixreduce.core.simulate;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;

/** How the mixing weights π of a population of K components come about. */
public enum WeightLaw {

  /** π_k = 1/K; takes nothing from the generator. */
  EQUAL {
    @Override
    double[] draw(int components, double minimum, RandomGenerator rng) {
      double[] weights = new double[components];
      Arrays.fill(weights, 1.0 / components);
      return weights;
    }
  },

  /**
   * π_k = m + (1 − K m) p_k with p uniform on the simplex, Dirichlet(1, …, 1), and m the smallest
   * weight allowed.
   */
  DIRICHLET {
    @Override
    double[] draw(int components, double minimum, RandomGenerator rng) {
      double[] weights = new double[components];
      double total = 0;
      for (int k = 0; k < components; k++) {
        // 1 − U is in (0, 1], so that the exponential variable is finite.
        weights[k] = -Math.log(1 - rng.nextDouble());
        total += weights[k];
      }
      double free = 1 - components * minimum;
      for (int k = 0; k < components; k++) {
        weights[k] = minimum + free * weights[k] / total;
      }
      return weights;
    }
  };

  /** K weights, each at least {@code minimum}, that add up to one. */
  abstract double[] draw(int components, double minimum, RandomGenerator rng);
}
