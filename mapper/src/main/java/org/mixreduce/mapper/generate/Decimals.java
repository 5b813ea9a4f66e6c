package org.mixreduce.mapper.generate;

import org.mixreduce.core.model.Mixture;

/** Numbers as text, rounded to a power of ten that is about a millionth of their spread. */
final class Decimals {

  private static final int DIGITS = 6;

  private Decimals() {}

  /** The rounding unit of each variable, from the smallest standard deviation of a component. */
  static double[] units(Mixture mixture) {
    double[] units = new double[mixture.dimension()];
    for (int j = 0; j < units.length; j++) {
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < mixture.size(); k++) {
        least = Math.min(least, mixture.component(k).standardDeviations()[j]);
      }
      units[j] = Math.pow(10, DIGITS - Math.floor(Math.log10(least)));
    }
    return units;
  }

  /** Values and a last whole number, with commas between. */
  static String line(double[] values, double[] units, int last) {
    StringBuilder text = new StringBuilder();
    for (int j = 0; j < values.length; j++) {
      double rounded = Math.rint(values[j] * units[j]) / units[j];
      text.append(Double.isFinite(rounded) ? rounded : values[j]).append(',');
    }
    return text.append(last).toString();
  }
}
