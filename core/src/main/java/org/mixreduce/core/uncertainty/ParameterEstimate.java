package org.mixreduce.core.uncertainty;

import org.mixreduce.core.family.ParameterScale;
import org.mixreduce.core.family.ReportedParameter;

/**
 * A parameter with its uncertainty.
 *
 * @param parameter which
 * @param value at the mixture
 * @param standardError by the bag of little bootstraps; not a number if there was none
 * @param lower end of the 95 % interval, value ± 1.96 standard errors on the parameter's scale
 * @param upper end of it
 * @param sandwichError the standard error by the sandwich; not a number if there was none
 */
public record ParameterEstimate(
    ReportedParameter parameter,
    double value,
    double standardError,
    double lower,
    double upper,
    double sandwichError) {

  /** The 97.5 % point of the standard normal distribution. */
  static final double QUANTILE = 1.959963984540054;

  /** From standard errors on the parameter's scale and, of the bootstrap, on its own. */
  static ParameterEstimate of(
      ReportedParameter parameter,
      double value,
      double standardError,
      double scaledError,
      double scaledSandwich) {
    ParameterScale scale = parameter.scale();
    double centre = scale.of(value);
    double reach = QUANTILE * scaledError;
    return new ParameterEstimate(
        parameter,
        value,
        standardError,
        scale.back(centre - reach),
        scale.back(centre + reach),
        scaledSandwich * scale.slope(value));
  }

  /**
   * How far the two standard errors are apart on the parameter's scale, where both are meant: the
   * larger over the smaller; infinite if the interval ends where the parameter's range does; not a
   * number if one is missing.
   */
  public double disagreement() {
    ParameterScale scale = parameter.scale();
    double bootstrap = (scale.of(upper) - scale.of(lower)) / 2 / QUANTILE;
    double ratio = bootstrap * scale.slope(value) / sandwichError;
    return Double.isNaN(ratio) ? Double.NaN : Math.max(ratio, 1 / ratio);
  }
}
