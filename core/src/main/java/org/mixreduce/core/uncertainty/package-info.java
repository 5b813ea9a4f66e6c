/**
 * How far the parameters of a mixture could be from where they are: the bag of little bootstraps,
 * and the sandwich as an independent check.
 */
package org.mixreduce.core.uncertainty;
