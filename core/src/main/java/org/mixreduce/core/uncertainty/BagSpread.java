package org.mixreduce.core.uncertainty;

/**
 * What the replicates of one bag say.
 *
 * @param rows of the bag
 * @param replicates that counted
 * @param failures replicates that did not: their fit degenerated or had to move a component
 * @param variances of each parameter over the replicates, around their mean
 * @param scaledVariances the same on the parameters' scales
 */
public record BagSpread(
    long rows, int replicates, int failures, double[] variances, double[] scaledVariances) {

  /**
   * Whether the bag can speak of a variance: at least two replicates counted, and more than did
   * not. Replicates fail where a component gets too few rows, which is no chance: those that are
   * left are the ones that gave it many. Where half fail, it is usual that an estimate of this kind
   * does not exist, and the spread of the others is not that of the estimator.
   */
  public boolean usable() {
    return replicates >= 2 && replicates > failures;
  }
}
