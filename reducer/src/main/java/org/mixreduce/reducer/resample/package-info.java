/** Rows in their random order, to files. */
package org.mixreduce.reducer.resample;
