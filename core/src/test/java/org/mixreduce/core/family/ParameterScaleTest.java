package org.mixreduce.core.family;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class ParameterScaleTest {

  private static double[] values(ParameterScale scale) {
    return switch (scale) {
      case IDENTITY -> new double[] {-1e300, -3, 0, 1e-300, 7};
      case LOGARITHM -> new double[] {1e-300, 0.01, 1, 42, 1e300};
      case LOGIT -> new double[] {1e-300, 1e-9, 0.3, 0.5, 0.999};
      case FISHER_Z -> new double[] {-0.999, -0.2, 0, 1e-9, 0.7};
    };
  }

  @Test
  public void backIsTheInverse() {
    for (ParameterScale scale : ParameterScale.values()) {
      for (double value : values(scale)) {
        double scaled = scale.of(value);
        // An ulp of the scaled number, times the slope, and an ulp or two of the value.
        double tolerance = Math.ulp(scaled) * scale.slope(value) + 2 * Math.ulp(value);
        assertEquals(scale + " of " + value, value, scale.back(scaled), 2 * tolerance);
      }
    }
  }

  @Test
  public void slopeIsTheQuotientOfSmallDifferences() {
    double step = 1e-5;
    for (ParameterScale scale : ParameterScale.values()) {
      for (double value : new double[] {0.05, 0.3, 0.5, 0.9}) {
        double at = scale.of(value);
        double quotient = (scale.back(at + step) - scale.back(at - step)) / (2 * step);
        // Truncation is the step's square, 1e-10; rounding an ulp over the step, 1e-11.
        assertEquals(scale + " at " + value, scale.slope(value), quotient, 1e-9);
      }
    }
  }

  @Test
  public void everyNumberOfTheScaleIsAParameterOrItsEnd() {
    for (double scaled : new double[] {-1000, -30, 0, 30, 1000}) {
      assertTrue(ParameterScale.LOGARITHM.back(scaled) >= 0);
      double share = ParameterScale.LOGIT.back(scaled);
      assertTrue(share >= 0 && share <= 1);
      double correlation = ParameterScale.FISHER_Z.back(scaled);
      assertTrue(correlation >= -1 && correlation <= 1);
    }
  }
}
