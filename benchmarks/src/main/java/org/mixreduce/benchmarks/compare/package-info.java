/**
 * Whole fits by MixReduce and by other tools on the same file: time, memory, and the likelihood of
 * what they found, all computed by one evaluator.
 */
package org.mixreduce.benchmarks.compare;
