/**
 * Kullback-Leibler reduction: many weighted local components to the K of one mixture.
 *
 * <p>Every local component is a weighted pseudo-row, its own expected statistics: assigning it to
 * the nearest global component, adding and maximising is EM's two steps once more.
 */
package org.mixreduce.core.reduce;
