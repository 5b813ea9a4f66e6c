/**
 * Multivariate Gaussian components under the covariance shapes of Celeux and Govaert (1995,
 * doi:10.1016/0031-3203(94)00125-6), with mclust's names. A new shape is one class that implements
 * {@code CovarianceShape} and a line in {@code GaussianProvider}.
 */
package org.mixreduce.core.family.gaussian;
