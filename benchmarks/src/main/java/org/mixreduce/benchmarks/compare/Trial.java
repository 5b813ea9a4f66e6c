package org.mixreduce.benchmarks.compare;

import java.util.Locale;

/**
 * What all tools are asked to do.
 *
 * @param k components of the population, and of every fit
 * @param d variables
 * @param overlap the population's largest pairwise overlap
 * @param seed of population and rows
 * @param tolerance T: the gain in nats per row at which EM stops
 * @param iterations of EM at most
 */
record Trial(int k, int d, double overlap, long seed, double tolerance, int iterations) {

  /** Of the population alone, for directory names. */
  String population() {
    return String.format(Locale.ROOT, "d%d-k%d-overlap%s-seed%d", d, k, overlap, seed);
  }
}
