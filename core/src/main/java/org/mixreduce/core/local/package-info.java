/** The work on one subset of the rows, and what leaves the mapper of it. */
package org.mixreduce.core.local;
