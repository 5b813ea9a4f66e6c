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

  /** Whether there are replicates enough to speak of a variance. */
  public boolean usable() {
    return replicates >= 2;
  }
}
