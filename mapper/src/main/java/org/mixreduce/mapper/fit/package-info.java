/** Local fits: every candidate of a round, on every subset of the split. */
package org.mixreduce.mapper.fit;
