/**
 * Which local fits do not belong with the others: a distance filter around the central local fits
 * (Zhang, Tan and Chen 2026, doi:10.1093/jrsssb/qkag065), before they are reduced.
 *
 * <p>The paper measures the L2 distance of whole densities. Here {@link
 * org.mixreduce.core.robust.MomentDistance} is taken, because honest fits may sit in different
 * maxima of the likelihood, whose densities are far apart. In trials (five components in ten
 * variables, overlap 0.1, unequal weights, 20 subsets of 5,000 rows) the density of such an honest
 * minority was up to 3.4 times as far from the centre as sampling explains, and 21 and 55 times
 * where three and two components were fitted, while half of the fits whose equal weights had been
 * replaced by others were less than 1.8 times as far: no threshold tells them apart. By their
 * moments all honest fits were less than twice as far, and half of the corrupt ones more than six
 * times.
 */
package org.mixreduce.core.robust;
