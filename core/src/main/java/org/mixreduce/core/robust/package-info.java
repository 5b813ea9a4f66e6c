/**
 * Which local fits do not belong with the others: a distance filter around the central local fits
 * (Zhang, Tan and Chen 2026, doi:10.1093/jrsssb/qkag065), before they are reduced.
 *
 * <p>The paper measures the L2 distance of whole densities. Here {@link
 * org.mixreduce.core.robust.MomentDistance} is taken, which compares what a fit has in common with
 * its rows in whichever maximum of the likelihood it sits. Densities of fits in different maxima
 * are far apart. In trials with a distance of densities (Bhattacharyya's; five components in ten
 * variables, overlap 0.1, 20 subsets of 5,000 rows) an honest minority in another maximum was up to
 * 3.4 times as far from the centre as sampling explains, and up to 55 times where two components
 * were fitted, while half of the fits whose weights the paper's attack had replaced were less than
 * twice as far: no threshold tells them apart. By moments every honest fit of those trials was less
 * than twice as far, and half of the corrupt ones more than six times.
 */
package org.mixreduce.core.robust;
