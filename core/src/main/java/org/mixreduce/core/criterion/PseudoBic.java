package org.mixreduce.core.criterion;

import java.util.Arrays;

/**
 * A BIC from one pass: −2 [Σ_b ℓ_b(θ̂_b) − H] + ν log N. Local fits flatter their own rows, so
 * their sum of log-likelihoods exceeds what one model of K components reaches on all rows, and the
 * more so the more subsets there are. H takes that back:
 *
 * <p>H(θ) = Σ_b n_b KL(f_b ‖ f_θ) estimates Σ_b [ℓ_b(θ̂_b) − ℓ_b(θ)] without the rows. In an
 * exponential family the two are equal, because a maximum of the likelihood has the rows' own
 * sufficient statistics in expectation; in a mixture they agree to second order in θ̂_b − θ, that
 * is ½ n_b (θ̂_b − θ)ᵀ I (θ̂_b − θ), whether the subsets differ by chance or in kind. So Σ ℓ_b −
 * H(θ) is about the exact ℓ(θ), for any θ. What is certified in the end is at least as good as any
 * θ at hand:
 *
 * <ul>
 *   <li>the reduction of the local fits, which rests on all rows;
 *   <li>its polish on the pooled sample of m rows, and the sample's own fit, which on average lie
 *       (N / m − 1) ν / 2 nats below the maximum by the sample's noise, but are better where the
 *       reduction is poor.
 * </ul>
 *
 * <p>So H is the least of H(θ) over these, with a charge of {@value #CHARGE} nats a parameter on
 * those from the sample. A poor reduction loses thousands of nats; but what little the sample seems
 * to gain on a good one is of the size of the errors of H, and the least of several errors would
 * make spare components look better than they are. Without a reduction there is nothing that the
 * sample could be preferred to by such an error, so there is no charge: its H(θ) is a divergence
 * all the same.
 *
 * <p>O = (B − 1) ō, with ō the mean optimism of a local fit by bootstrap, is what H would be on
 * average if the subsets differed by chance alone (B − 1, because one fit to all rows would flatter
 * itself as well, and BIC accounts for that). It is kept for comparison, and stands in for H where
 * no θ is at hand. With R replicates in all its error is (B − 1) √(ν / 2R), and the actual flattery
 * varies around it by √((B − 1) ν / 2), which H knows and O does not.
 *
 * <p>Failed local fits are left out and the sums scaled up to all rows.
 */
public final class PseudoBic {

  /** Nats a parameter; by chance alone a parameter is worth half a nat. */
  private static final double CHARGE = 2;

  private double fittedWeight;
  private double failedWeight;
  private double logLikelihood;
  private double fromReduction = Double.NaN;
  private boolean reduced;
  private double[] fromSample = {};
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

  /** Adds n_b KL(f_b ‖ f_θ) of a sound local fit, θ the reduction. */
  public void addDivergenceFromReduction(double weight, double perRow) {
    // A divergence that is no number makes the sum none, and the reduction no mixture to trust.
    fromReduction = reduced ? fromReduction + weight * perRow : weight * perRow;
    reduced = true;
  }

  /**
   * Adds n_b KL(f_b ‖ f_θ) of a sound local fit, for each θ that the pooled sample had a part in.
   *
   * @param perRow nats per row, always in the same order
   */
  public void addDivergencesFromSample(double weight, double[] perRow) {
    if (fromSample.length == 0) {
      fromSample = new double[perRow.length];
    }
    for (int i = 0; i < perRow.length; i++) {
      fromSample[i] += weight * perRow[i];
    }
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

  /** H, in nats; not a number if there was no mixture to compare with. */
  public double divergence(long parameters) {
    double sample = Arrays.stream(fromSample).min().orElse(Double.NaN);
    if (Double.isNaN(fromReduction)) {
      return sample;
    }
    return Double.isNaN(sample)
        ? fromReduction
        : Math.min(fromReduction, sample + CHARGE * parameters);
  }

  /** The pseudo-BIC; smaller is better; not a number if every fit failed. */
  public double value(long parameters) {
    double total = fittedWeight + failedWeight;
    double divergence = divergence(parameters);
    double flattery = Double.isNaN(divergence) ? optimism(parameters) : divergence;
    double corrected = logLikelihood - flattery;
    return -2 * corrected * (total / fittedWeight) + parameters * Math.log(total);
  }
}
