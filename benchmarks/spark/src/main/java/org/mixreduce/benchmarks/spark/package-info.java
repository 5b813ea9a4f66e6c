/**
 * Spark MLlib's Gaussian mixture, run as one of the peers that {@code benchmarks/compare} times.
 */
package org.mixreduce.benchmarks.spark;
