/** Fitting one block of rows: EM, its starting points, its settings and how it ended. */
package org.mixreduce.core.fit;
