/** From the local fits of one candidate to its mixtures and its pseudo-BIC: the reducer's work. */
package org.mixreduce.core.aggregate;
