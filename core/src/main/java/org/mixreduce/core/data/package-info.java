/** Rows in memory, where they came from, and what a scan over all of them adds up. */
package org.mixreduce.core.data;
