/**
 * What a component distribution must answer for the rest to work with it.
 *
 * <p>Where the families of the future go: each is a folder beside {@code gaussian} with a {@link
 * org.mixreduce.core.family.ComponentFamily} and a {@link
 * org.mixreduce.core.family.FamilyProvider}, named in {@code META-INF/services}. EM, bootstrap,
 * reduction, criteria, the Avro records and the jobs stay as they are: they hold components and
 * statistics only through these interfaces, and store them as named arrays.
 *
 * <ul>
 *   <li>The other eight covariance shapes (EVI, VEI, EVE, VEE, VVE, EEV, VEV, EVV): one {@code
 *       CovarianceShape} each in {@code gaussian}; {@code maximise} sees all components' scatter
 *       together, which is what volume, shape and orientation that are shared need.
 *   <li>Student-t: statistics gain Σ r u and Σ r log u; {@code accumulator} takes the current
 *       components' degrees of freedom with the centres.
 *   <li>Counts and categories: statistics are sums and tables; {@code divergence} is closed.
 *   <li>Factor-analytic components: the Gaussian statistics serve as they are, {@code maximise}
 *       finds loadings and uniquenesses.
 * </ul>
 */
package org.mixreduce.core.family;
