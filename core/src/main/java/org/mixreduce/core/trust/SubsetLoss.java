package org.mixreduce.core.trust;

/**
 * What a subset loses by the model of all rows instead of its own.
 *
 * @param place where its first row stands, in words
 * @param rows of it
 * @param loss 2 [ℓ_b(θ̂_b) − ℓ_b(θ̂)], twice the nats; below zero where the subset's own fit missed
 *     a better maximum
 * @param expected what it would be if the subset were a random part of all rows
 * @param usual what subsets like it lose here
 * @param excess how far the loss is above the usual, in standard deviations of usual losses
 */
public record SubsetLoss(
    String place, long rows, double loss, double expected, double usual, double excess) {}
