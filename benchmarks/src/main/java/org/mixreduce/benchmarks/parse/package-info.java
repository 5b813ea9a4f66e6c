/** Rows from text. */
package org.mixreduce.benchmarks.parse;
