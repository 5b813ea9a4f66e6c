package org.mixreduce.core.trust;

import java.util.Optional;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.criterion.Criterion.Score;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.model.Mixture;

/**
 * How a mixture does on a sample of the rows beside one of the same family and as many components
 * without its constraint. Both climb from the same mixture to their maxima on the sample, so that
 * twice the gain is about χ² of the additional parameters where the constraint holds, and BIC's
 * price is far above it.
 *
 * @param general the shape without the constraint
 * @param rows of the sample
 * @param gain BIC of the shape less that of the general one, on the sample; not a number if they
 *     could not be compared
 */
public record ShapeComparison(ModelType general, long rows, double gain) {

  /**
   * Compares.
   *
   * @param mixture at its maximum over all rows
   * @param global moments of all rows
   * @param settings of the fits
   * @return empty if the shape is the general one, the sample has no more rows than the general
   *     shape has parameters, or one of the two fits failed
   */
  public static Optional<ShapeComparison> of(
      Mixture mixture, RowBlock sample, Moments global, FitSettings settings) {
    ComponentFamily general = mixture.family().general();
    long parameters = Mixture.freeParameters(general, mixture.size(), mixture.dimension());
    if (general.type().equals(mixture.family().type()) || parameters >= sample.totalWeight()) {
      return Optional.empty();
    }
    // Climbing draws nothing, so the seed is without effect.
    MixtureFitter fitter = new MixtureFitter(sample, global, settings, new Seed(0));
    FitResult own = fitter.polish(mixture);
    FitResult other = fitter.polish(mixture.inGeneral());
    return own.usable() && other.usable()
        ? Optional.of(new ShapeComparison(general.type(), sample.rows(), bic(own) - bic(other)))
        : Optional.empty();
  }

  /** What is known without a sample to compare on. */
  public static ShapeComparison none(ModelType general) {
    return new ShapeComparison(general, 0, Double.NaN);
  }

  /** Whether there was a sample, and fits to it. */
  boolean compared() {
    return !Double.isNaN(gain);
  }

  private static double bic(FitResult fit) {
    return Criterion.BIC.of(
        new Score(
            fit.expectation().weight(),
            fit.expectation().logLikelihood(),
            Double.NaN,
            fit.mixture().freeParameters()));
  }
}
