package org.mixreduce.core.reduce;

import org.mixreduce.core.model.Mixture;

/**
 * A pool of components reduced to a mixture.
 *
 * @param mixture the K components
 * @param objective J = Σ_i w_i KL(φ_i ‖ φ̄_c(i)) / Σ_i w_i, nats per row; smaller is better
 * @param start the kind of starting point that led here
 * @param iterations of assigning and merging
 * @param reseedings emptied components that were moved to the worst-served local component
 */
public record Reduction(
    Mixture mixture, double objective, ReductionStart start, int iterations, int reseedings) {}
