/** Resampling the rows of a subset. */
package org.mixreduce.core.bootstrap;
