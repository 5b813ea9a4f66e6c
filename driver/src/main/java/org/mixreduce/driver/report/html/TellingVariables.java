package org.mixreduce.driver.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mixreduce.core.model.Mixture;

/**
 * Which variables tell components apart: those with the largest share of their variance between the
 * components' means, Σ π_k (μ_kj − μ_j)² over that plus Σ π_k σ_kj². With one component all shares
 * are 0 and the first variables are taken.
 */
final class TellingVariables {

  private final List<Integer> ranked;
  private final double[] shares;

  private TellingVariables(List<Integer> ranked, double[] shares) {
    this.ranked = ranked;
    this.shares = shares;
  }

  static TellingVariables of(Mixture mixture) {
    double[] centre = mixture.mean();
    double[] between = new double[centre.length];
    double[] within = new double[centre.length];
    for (int k = 0; k < mixture.size(); k++) {
      double[] mean = mixture.component(k).mean();
      double[] deviation = mixture.component(k).standardDeviations();
      for (int j = 0; j < centre.length; j++) {
        double distance = mean[j] - centre[j];
        between[j] += mixture.weight(k) * distance * distance;
        within[j] += mixture.weight(k) * deviation[j] * deviation[j];
      }
    }
    double[] shares = new double[centre.length];
    List<Integer> ranked = new ArrayList<>();
    for (int j = 0; j < centre.length; j++) {
      // Means of one component differ from their own average by rounding alone.
      shares[j] = mixture.size() == 1 ? 0 : between[j] / (between[j] + within[j]);
      ranked.add(j);
    }
    ranked.sort(Comparator.comparingDouble(j -> -shares[j]));
    return new TellingVariables(ranked, shares);
  }

  /** The most telling ones, in the order of the columns. */
  List<Integer> first(int most) {
    return ranked.stream().limit(most).sorted().toList();
  }

  /** The share between components. */
  double share(int variable) {
    return shares[variable];
  }
}
