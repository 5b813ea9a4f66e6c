/** Mixtures of any family: weights, densities, posteriors, draws. */
package org.mixreduce.core.model;
