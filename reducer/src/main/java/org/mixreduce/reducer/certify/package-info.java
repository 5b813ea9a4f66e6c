/** Adds E-steps over the splits. */
package org.mixreduce.reducer.certify;
