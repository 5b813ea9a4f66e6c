package org.mixreduce.core.fit;

/**
 * A component that was given new rows because it had lost its own.
 *
 * @param iteration of EM, from 0
 * @param component its place, from 0
 * @param weight the rows that it had left
 */
public record Reseeding(int iteration, int component, double weight) {}
