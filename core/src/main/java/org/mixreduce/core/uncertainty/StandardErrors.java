package org.mixreduce.core.uncertainty;

/**
 * Averages the bags: the variance of a parameter is the mean of the bags' variances.
 *
 * <p>The order of {@link #add} is that of the bags, so that sums are the same bytes in every run.
 */
public final class StandardErrors {

  private final double[] sums;
  private final double[] scaledSums;
  private final double[] scaledSquares;
  private int bags;
  private long rows;
  private long replicates;
  private long failures;

  /** Without bags yet, for so many parameters. */
  public StandardErrors(int parameters) {
    this.sums = new double[parameters];
    this.scaledSums = new double[parameters];
    this.scaledSquares = new double[parameters];
  }

  /** The next bag; one whose fit or replicates failed counts among the failures only. */
  public void add(BagSpread bag) {
    failures += bag.failures();
    if (!bag.usable()) {
      return;
    }
    bags++;
    rows += bag.rows();
    replicates += bag.replicates();
    for (int i = 0; i < sums.length; i++) {
      double scaled = bag.scaledVariances()[i];
      sums[i] += bag.variances()[i];
      scaledSums[i] += scaled;
      scaledSquares[i] += scaled * scaled;
    }
  }

  /** Bags that counted. */
  public int bags() {
    return bags;
  }

  /** Rows of an average bag. */
  public long rowsPerBag() {
    return bags == 0 ? 0 : Math.round((double) rows / bags);
  }

  /** Replicates that counted, of all bags. */
  public long replicates() {
    return replicates;
  }

  /** Replicates that did not. */
  public long failures() {
    return failures;
  }

  /** Of each parameter; not a number without a bag. */
  public double[] standardErrors() {
    return roots(sums);
  }

  /** Of each parameter on its scale; not a number without a bag. */
  public double[] scaledStandardErrors() {
    return roots(scaledSums);
  }

  private double[] roots(double[] variances) {
    double[] roots = new double[variances.length];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = bags == 0 ? Double.NaN : Math.sqrt(variances[i] / bags);
    }
    return roots;
  }

  /**
   * The relative Monte Carlo error of a standard error, a mean over the parameters: how much the
   * bags differ, or with fewer than three of them 1 / √2r for r replicates in all.
   */
  public double relativeError() {
    if (bags < 3) {
      return replicates == 0 ? Double.NaN : 1 / Math.sqrt(2.0 * replicates);
    }
    double sum = 0;
    for (int i = 0; i < scaledSums.length; i++) {
      double mean = scaledSums[i] / bags;
      double variance = Math.max(0, scaledSquares[i] / bags - mean * mean) / (bags - 1);
      // A standard deviation's relative error is half of its square's.
      sum += mean == 0 ? 0 : Math.sqrt(variance) / mean / 2;
    }
    return sum / scaledSums.length;
  }
}
