package org.mixreduce.core.trust;

/**
 * What a subset loses by the model of all rows instead of its own.
 *
 * @param place where its first row stands, in words
 * @param rows of it
 * @param loss 2 [ℓ_b(θ̂_b) − ℓ_b(θ̂)], twice the nats; below zero where the subset's own fit missed
 *     a better maximum
 * @param expected what it would be if the subset were a random part of all rows
 */
public record SubsetLoss(String place, long rows, double loss, double expected) {

  /**
   * Standard deviations above what is expected. In a regular model the loss is χ² with as many
   * degrees of freedom as expected (Wilks 1938), and its variance is twice that.
   */
  public double excess() {
    return (loss - expected) / Math.sqrt(2 * expected);
  }
}
