package org.mixreduce.core.simulate;

/**
 * The overlap of two components, ω_ij = ω_{j|i} + ω_{i|j}, with ω_{j|i} = P[π_i φ_i(X) &lt; π_j
 * φ_j(X)], X from component i: the share of either's rows that the best rule, told all parameters,
 * takes for the other's (Maitra and Melnykov 2010, JCGS 19(2), doi:10.1198/jcgs.2009.08054).
 */
public final class PairwiseOverlap {

  private final PairGeometry[][] pairs;

  /** Of all pairs of a population. */
  public PairwiseOverlap(GaussianPopulation population) {
    int k = population.components();
    pairs = new PairGeometry[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        pairs[i][j] = i == j ? null : new PairGeometry(population, i, j);
      }
    }
  }

  /** ω_ij of two different components, from 0. */
  public double of(int i, int j) {
    return of(i, j, 1);
  }

  /** The largest ω_ij of all pairs; 0 of a single component. */
  public double maximum() {
    return maximum(1);
  }

  /** The largest ω_ij with every covariance times s, which may be infinite. */
  double maximum(double s) {
    double largest = 0;
    for (int i = 0; i < pairs.length; i++) {
      for (int j = 0; j < i; j++) {
        largest = Math.max(largest, of(i, j, s));
      }
    }
    return largest;
  }

  private double of(int i, int j, double s) {
    return pairs[i][j].misclassification(s) + pairs[j][i].misclassification(s);
  }
}
