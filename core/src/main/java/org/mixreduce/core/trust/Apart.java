package org.mixreduce.core.trust;

/**
 * Subsets whose local fits lie apart from the others by their moments.
 *
 * @param subsets how many do
 * @param judged of how many
 * @param rows that they have
 * @param leftOut whether the model has not seen them
 */
public record Apart(long subsets, long judged, long rows, boolean leftOut) {}
