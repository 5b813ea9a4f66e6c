package org.mixreduce.core.uncertainty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.Mixture;

/**
 * The parameters of a mixture with their uncertainty.
 *
 * @param estimates of all {@link MixtureParameters}, in their order
 * @param effort what stands behind them
 */
public record Uncertainty(List<ParameterEstimate> estimates, Effort effort) {

  /** Standard errors that differ by this factor contradict each other. */
  public static final double CONTRADICTION = 1.5;

  /**
   * The bootstrap's work.
   *
   * @param bags that counted
   * @param rowsPerBag on average
   * @param replicates of all bags that counted
   * @param failures replicates that did not
   * @param relativeError of a standard error, by Monte Carlo, averaged over the parameters
   */
  public record Effort(
      int bags, long rowsPerBag, long replicates, long failures, double relativeError) {}

  /** Copies the list. */
  public Uncertainty {
    estimates = List.copyOf(estimates);
  }

  /**
   * Of a mixture.
   *
   * @param errors by the bootstrap
   * @param scaledSandwich by the sandwich, each on its parameter's scale, if there is one
   */
  public static Uncertainty of(
      Mixture mixture, StandardErrors errors, Optional<double[]> scaledSandwich) {
    MixtureParameters parameters = MixtureParameters.like(mixture);
    double[] values = parameters.values(mixture);
    double[] own = errors.standardErrors();
    double[] scaled = errors.scaledStandardErrors();
    List<ParameterEstimate> estimates = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      ReportedParameter parameter = parameters.list().get(i);
      double sandwich = scaledSandwich.isPresent() ? scaledSandwich.get()[i] : Double.NaN;
      estimates.add(ParameterEstimate.of(parameter, values[i], own[i], scaled[i], sandwich));
    }
    return new Uncertainty(
        estimates,
        new Effort(
            errors.bags(),
            errors.rowsPerBag(),
            errors.replicates(),
            errors.failures(),
            errors.relativeError()));
  }

  /** Parameters whose two standard errors contradict each other, the worst first. */
  public List<ParameterEstimate> contradictions() {
    return estimates.stream()
        .filter(estimate -> estimate.disagreement() > CONTRADICTION)
        .sorted((a, b) -> Double.compare(b.disagreement(), a.disagreement()))
        .toList();
  }

  /** Parameters that have both standard errors. */
  public long checked() {
    return estimates.stream().filter(estimate -> !Double.isNaN(estimate.disagreement())).count();
  }
}
