package org.mixreduce.core.bootstrap;

import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.EmSettings;
import org.mixreduce.core.fit.ExpectationMaximisation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitResult;

/**
 * How much a fit flatters the rows it was fitted to: the mean over bootstrap replicates of ℓ*(θ̂*)
 * − ℓ*(θ̂), where ℓ* is the log-likelihood of the replicate's rows and θ̂* its own fit, climbed to
 * from θ̂. In a regular model it is about ν / 2.
 *
 * @param mean in nats, not per row; zero without replicates
 * @param replicates that counted: a replicate whose fit degenerated does not
 * @param resampled ℓ*(θ̂) of every replicate in nats, whether its own fit counted or not
 * @param work rows × components × E-steps of all replicates' fits
 */
public record Optimism(double mean, int replicates, double[] resampled, long work) {

  /** A replicate's fit may miss this share of ν / 2, the scale of what is measured. */
  private static final double SHARE = 0.01;

  private static final int MAX_ITERATIONS = 100;

  /**
   * Draws replicates over all rows.
   *
   * @param fit of exactly these rows, under this penalty
   * @param seed of the weights: the same for fits that are to be compared on the same replicates
   */
  public static Optimism estimate(
      RowBlock rows, FitResult fit, Penalty penalty, int replicates, Seed seed) {
    if (replicates == 0) {
      return new Optimism(0, 0, new double[0], 0);
    }
    double tolerance = SHARE * fit.mixture().freeParameters() / 2 / rows.totalWeight();
    EmSettings settings = new EmSettings(MAX_ITERATIONS, tolerance);
    MultinomialWeights weights = new MultinomialWeights(rows);
    double[] resampled = new double[replicates];
    double sum = 0;
    int counted = 0;
    long work = 0;
    for (int r = 0; r < replicates; r++) {
      double[] drawn = weights.draw(seed.derive("replicate").derive(r).generator());
      // A third of the rows are not drawn, and not gone over.
      RowTiles replicate = new RowTiles(rows.withWeights(drawn).withoutWeightless());
      FitResult own = ExpectationMaximisation.run(replicate, fit.mixture(), penalty, settings);
      work += own.work(replicate.block().rows());
      resampled[r] = ExpectationStep.of(fit.mixture(), replicate).logLikelihood();
      if (own.usable()) {
        sum += own.expectation().logLikelihood() - resampled[r];
        counted++;
      }
    }
    return new Optimism(counted == 0 ? 0 : sum / counted, counted, resampled, work);
  }
}
