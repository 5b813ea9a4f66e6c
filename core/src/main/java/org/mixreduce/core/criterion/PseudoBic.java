package org.mixreduce.core.criterion;

/**
 * A BIC from one pass: −2 [Σ_b ℓ_b(θ̂_b) − max(O, H)] + ν log N. Local fits flatter their own rows,
 * so their sum of log-likelihoods grows with their number B, and is taken back by
 *
 * <ul>
 *   <li>O = (B − 1) ō, with ō the mean optimism of a local fit by bootstrap (B − 1, because one fit
 *       to all rows would flatter itself as well, and BIC accounts for that), or
 *   <li>H = Σ_b n_b KL(f_b ‖ f̄), what the reduction lost, where the splits differ in kind: then
 *       the sum would score B different models instead of the one that is reported.
 * </ul>
 *
 * <p>Failed local fits are left out and the sums scaled up to all rows.
 */
public final class PseudoBic {

  private double fittedWeight;
  private double failedWeight;
  private double logLikelihood;
  private double divergence;
  private double optimism;
  private long replicates;
  private long fits;
  private long failures;

  /** Adds a sound local fit: n_b, ℓ_b, ō_b with the number of replicates behind it. */
  public void addFit(
      double weight, double ownLogLikelihood, double ownOptimism, int ownReplicates) {
    fittedWeight += weight;
    logLikelihood += ownLogLikelihood;
    optimism += ownReplicates * ownOptimism;
    replicates += ownReplicates;
    fits++;
  }

  /** Adds n_b KL(f_b ‖ f̄) of a sound local fit. */
  public void addDivergence(double weight, double perRow) {
    divergence += weight * perRow;
  }

  /** Adds a failed fit: n_b. */
  public void addFailure(double weight) {
    failedWeight += weight;
    failures++;
  }

  /** Sound local fits. */
  public long fits() {
    return fits;
  }

  /** Failed local fits. */
  public long failures() {
    return failures;
  }

  /** O, in nats. Without any replicate it is the value of regular theory, (B − 1) ν / 2. */
  public double optimism(long parameters) {
    double mean = replicates == 0 ? parameters / 2.0 : optimism / replicates;
    return (fits - 1) * mean;
  }

  /** H, in nats. */
  public double divergence() {
    return divergence;
  }

  /** The pseudo-BIC; smaller is better; not a number if every fit failed. */
  public double value(long parameters) {
    double total = fittedWeight + failedWeight;
    double corrected = logLikelihood - Math.max(optimism(parameters), divergence);
    return -2 * corrected * (total / fittedWeight) + parameters * Math.log(total);
  }
}
