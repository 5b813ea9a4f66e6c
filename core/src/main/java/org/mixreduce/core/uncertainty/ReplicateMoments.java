package org.mixreduce.core.uncertainty;

import java.util.Arrays;

/**
 * Sums of the second, third and fourth powers of ν parameters around their means over replicates,
 * kept up to date replicate by replicate (Pébay 2008, Sandia report SAND2008-6212). It takes 4 ν
 * numbers, however many replicates there are.
 */
final class ReplicateMoments {

  private final double[] means;
  private final double[] squares;
  private final double[] cubes;
  private final double[] fourths;
  private int size;

  /** Of so many parameters, without replicates yet. */
  ReplicateMoments(int parameters) {
    this.means = new double[parameters];
    this.squares = new double[parameters];
    this.cubes = new double[parameters];
    this.fourths = new double[parameters];
  }

  /** The next replicate: ν numbers. */
  void add(double[] replicate) {
    size++;
    double n = size;
    for (int i = 0; i < means.length; i++) {
      double delta = replicate[i] - means[i];
      double step = delta / n;
      double square = delta * step * (n - 1);
      means[i] += step;
      fourths[i] +=
          square * step * step * (n * n - 3 * n + 3)
              + 6 * step * step * squares[i]
              - 4 * step * cubes[i];
      cubes[i] += square * step * (n - 2) - 3 * step * squares[i];
      squares[i] += square;
    }
  }

  /** How many replicates there are. */
  int size() {
    return size;
  }

  /** Sample variances; not a number with fewer than two replicates. */
  double[] variances() {
    double[] variances = new double[means.length];
    if (size < 2) {
      Arrays.fill(variances, Double.NaN);
      return variances;
    }
    for (int i = 0; i < variances.length; i++) {
      variances[i] = squares[i] / (size - 1);
    }
    return variances;
  }

  /**
   * The relative standard error of a sample standard deviation, √((κ − 1) / 4n) with κ the
   * kurtosis, averaged over the parameters: 1 / √2n for normal ones. Infinite with fewer than two
   * replicates.
   */
  double relativeError() {
    if (size < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      // A parameter that never varies is settled. κ is 1 at least, but for rounding.
      double kurtosis = squares[i] == 0 ? 1 : size * fourths[i] / squares[i] / squares[i];
      sum += Math.sqrt(Math.max(0, kurtosis - 1) / 4 / size);
    }
    return sum / means.length;
  }
}
