/** Many local mixtures into one. */
package org.mixreduce.benchmarks.reduce;
