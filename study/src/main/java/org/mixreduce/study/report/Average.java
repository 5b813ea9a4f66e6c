package org.mixreduce.study.report;

import java.util.List;
import java.util.Locale;

/**
 * The mean over data sets and its Monte Carlo standard error, s / √n with s² = Σ (x_i − x̄)² / (n −
 * 1).
 *
 * @param mean x̄; not a number if there is no value
 * @param standardError not a number with fewer than two values
 * @param count n
 */
record Average(double mean, double standardError, int count) {

  /** Of these values. */
  static Average of(List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(x -> x).sum() / n;
    double squares = values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    return new Average(mean, Math.sqrt(squares / (n - 1) / n), n);
  }

  /**
   * Of a share, with x_i = 1 where something holds and 0 where not: the error is √(p (1 − p) / n).
   */
  static Average ofShare(long holding, long all) {
    double p = (double) holding / all;
    return new Average(p, Math.sqrt(p * (1 - p) / all), (int) all);
  }

  /** The mean and its error in as many decimals, {@code 0.0213 ± 0.0004}. */
  String text(int decimals) {
    if (count == 0) {
      return "–";
    }
    String number = "%." + decimals + "f";
    String error =
        Double.isNaN(standardError)
            ? ""
            : " ± " + String.format(Locale.ROOT, number, standardError);
    return String.format(Locale.ROOT, number, mean) + error;
  }

  /** The same in per cent, {@code 97.5 ± 1.1 %}. */
  String percent(int decimals) {
    return count == 0
        ? "–"
        : new Average(100 * mean, 100 * standardError, count).text(decimals) + " %";
  }
}
