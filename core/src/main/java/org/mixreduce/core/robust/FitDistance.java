package org.mixreduce.core.robust;

import org.mixreduce.core.data.SubsetId;

/**
 * How far one local fit lies from the centre of all, and how far it may.
 *
 * @param subset whose fit it is
 * @param rows of the subset
 * @param weight n_b, their total weight
 * @param distance its {@link MomentDistance} to the centre, in nats per row
 * @param threshold the largest distance that passes
 */
public record FitDistance(
    SubsetId subset, long rows, double weight, double distance, double threshold) {

  /** Whether it lies too far from the centre; a distance that is no number is too far. */
  public boolean outlying() {
    return !(distance <= threshold);
  }

  /** The distance in thresholds: above one is too far. */
  public double excess() {
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance / threshold;
  }
}
