package org.mixreduce.core.uncertainty;

import org.mixreduce.core.model.MixtureStatistics;

/**
 * Sums over rows at a fixed mixture of ν free coordinates, from which the sandwich is made. With
 * the complete-data scores u_k = ∂/∂ψ log π_k f_k(x), posteriors τ_k and the score s = Σ_k τ_k u_k
 * of a row of weight w:
 *
 * <p>Law: {@link #plus} gives the sums over the union of the rows, to rounding.
 *
 * @param weight Σ w
 * @param scores Σ w s, ν numbers
 * @param products Σ w s sᵀ, ν(ν+1)/2 numbers, the lower triangle by rows
 * @param missing Σ w (Σ_k τ_k u_k u_kᵀ − s sᵀ), the information that the unknown components take
 *     away (Louis 1982), as {@code products}
 * @param statistics expected sufficient statistics
 */
public record ScoreSums(
    double weight,
    double[] scores,
    double[] products,
    double[] missing,
    MixtureStatistics statistics) {

  /** Of both sets of rows. */
  public ScoreSums plus(ScoreSums other) {
    return new ScoreSums(
        weight + other.weight,
        sum(scores, other.scores),
        sum(products, other.products),
        sum(missing, other.missing),
        statistics.plus(other.statistics));
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }
}
