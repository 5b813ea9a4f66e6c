package org.mixreduce.core.robust;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.mixreduce.core.data.SubsetId;

/**
 * The centre of local fits: the one whose median distance to the others is smallest (the paper's
 * centre of attention), and the nearest half of all with it, whose rows together have less sampling
 * error than one fit. Where more than half of the fits are honest, an honest fit's median is a
 * distance between honest fits.
 *
 * <p>Distances among fits are {@link MomentDistance}s in units of their sampling error, J / (1/n_a
 * + 1/n_b), so that a small subset is neither central nor outlying for being small.
 *
 * <p>Among the fits of one job they are finite. Parameters are finite and covariances positive
 * definite, or the fit has failed; a variance is neither less than 1e-16 of that of all rows nor
 * more than N times it, so that standard deviations and distances of means are within a factor of
 * 1e8 √N. A distance overflows, and may then be no number, from a factor of 1e154 on.
 */
final class Centre {

  /** A local fit reduced to one component. */
  record Member(SubsetId subset, SingleComponent single) {}

  private final Set<SubsetId> subsets = new HashSet<>();
  private final SingleComponent whole;
  private final SubsetId attention;

  private Centre(SubsetId attention, List<Member> members) {
    this.attention = attention;
    members.forEach(member -> subsets.add(member.subset()));
    this.whole = members.stream().map(Member::single).reduce(SingleComponent::plus).orElseThrow();
  }

  /**
   * The centre of some fits, one at least, told in the order of their subsets.
   *
   * @throws IllegalStateException if no fit has finite distances to half of the fits
   */
  static Centre of(List<Member> fits) {
    double[][] distances = distances(fits);
    int attention = smallestMedian(distances, fits);
    double[] from = distances[attention];
    // Before all others even if another has the same moments.
    from[attention] = -1;
    return new Centre(
        fits.get(attention).subset(),
        IntStream.range(0, fits.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> from[i]))
            .limit(Math.max(1, fits.size() / 2))
            .sorted()
            .map(fits::get)
            .toList());
  }

  private static double[][] distances(List<Member> fits) {
    double[][] distances = new double[fits.size()][fits.size()];
    for (int a = 0; a < distances.length; a++) {
      for (int b = 0; b < a; b++) {
        SingleComponent f = fits.get(a).single();
        SingleComponent g = fits.get(b).single();
        double distance = MomentDistance.between(f, g) / (1 / f.rows() + 1 / g.rows());
        distances[a][b] = distance;
        distances[b][a] = distance;
      }
    }
    return distances;
  }

  /** The first of equals, which is that of the first subset. */
  private static int smallestMedian(double[][] distances, List<Member> fits) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int a = 0; a < distances.length; a++) {
      double[] sorted = distances[a].clone();
      Arrays.sort(sorted);
      double median = sorted[sorted.length / 2];
      if (median < least) {
        least = median;
        best = a;
      }
    }
    if (best < 0) {
      throw new IllegalStateException(
          "no centre among "
              + fits.size()
              + " local fits from "
              + fits.get(0).subset()
              + " on: none has finite distances to half of them, so their scales differ by 1e154 or"
              + " more");
    }
    return best;
  }

  /** Whose fit is the central one. */
  SubsetId attention() {
    return attention;
  }

  /** J from a fit to the centre. */
  double distance(Member fit) {
    return MomentDistance.between(fit.single(), whole);
  }

  /**
   * u_b, the sampling error of that distance but for the factor that all fits share: 1/n_b + 1/n_c
   * with n_c the weight of the centre's rows, or 1/n_b − 1/n_c where the fit is part of the centre.
   */
  double samplingError(Member fit) {
    int sign = subsets.contains(fit.subset()) ? -1 : 1;
    return 1 / fit.single().rows() + sign / whole.rows();
  }
}
