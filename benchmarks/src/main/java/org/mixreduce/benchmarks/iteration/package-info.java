/** One EM iteration: MixReduce's own, and the same work as matrix products in a BLAS. */
package org.mixreduce.benchmarks.iteration;
