/** A random permutation of rows, cut into parts, that no task needs to see as a whole. */
package org.mixreduce.core.resample;
