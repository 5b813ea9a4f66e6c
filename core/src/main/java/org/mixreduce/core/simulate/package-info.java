/**
 * Gaussian populations to test clustering on: drawn so that the two most confusable components
 * overlap by a stated amount.
 */
package org.mixreduce.core.simulate;
