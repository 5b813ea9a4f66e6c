package org.mixreduce.study.data;

import java.util.Locale;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The law of the standardised variables z of a component, x = μ + L z with Σ = L Lᵀ. All have mean
 * 0 and covariance I, so a component has mean μ and covariance Σ whatever its law.
 */
public enum ComponentLaw {
  /** z ~ N(0, I). */
  NORMAL {
    @Override
    void draw(RandomGenerator random, double[] z) {
      normal(random, z);
    }
  },

  /** Multivariate Student with {@value #FREEDOM} degrees of freedom, scaled to variance 1. */
  STUDENT {
    @Override
    void draw(RandomGenerator random, double[] z) {
      normal(random, z);
      double chiSquare = 0;
      for (int f = 0; f < FREEDOM; f++) {
        double normal = random.nextGaussian();
        chiSquare += normal * normal;
      }
      double factor = Math.sqrt((FREEDOM - 2) / chiSquare);
      for (int j = 0; j < z.length; j++) {
        z[j] *= factor;
      }
    }
  },

  /**
   * Independent log-normal variables, exp(s Y) standardised with s = {@value #LOG_DEVIATION}:
   * skewness 1.75, excess kurtosis 5.9.
   */
  SKEWED {
    @Override
    void draw(RandomGenerator random, double[] z) {
      double square = Math.exp(LOG_DEVIATION * LOG_DEVIATION);
      double mean = Math.sqrt(square);
      double deviation = mean * Math.sqrt(square - 1);
      normal(random, z);
      for (int j = 0; j < z.length; j++) {
        z[j] = (Math.exp(LOG_DEVIATION * z[j]) - mean) / deviation;
      }
    }
  };

  private static final int FREEDOM = 5;

  private static final double LOG_DEVIATION = 0.5;

  /** Draws d standardised variables into z. */
  abstract void draw(RandomGenerator random, double[] z);

  private static void normal(RandomGenerator random, double[] z) {
    for (int j = 0; j < z.length; j++) {
      z[j] = random.nextGaussian();
    }
  }

  /** The name in tables: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
