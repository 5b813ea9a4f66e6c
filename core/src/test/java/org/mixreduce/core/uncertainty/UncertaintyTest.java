package org.mixreduce.core.uncertainty;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ParameterScale;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

public class UncertaintyTest {

  private static final double Z = 1.959963984540054;

  private final Mixture mixture = Populations.mixture(Families.ofShape("VVV"), 2, 2, 2, 1).sorted();
  private final MixtureParameters parameters = MixtureParameters.like(mixture);
  private final double[] values = parameters.values(mixture);

  private Uncertainty uncertainty(double scaledError, Optional<double[]> sandwich) {
    double[] scaled = new double[values.length];
    double[] own = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = scaledError * scaledError;
      own[i] = scaled[i] * Math.pow(parameters.list().get(i).scale().slope(values[i]), 2);
    }
    StandardErrors errors = new StandardErrors(values.length);
    errors.add(new BagSpread(50, 100, 3, own, scaled));
    return Uncertainty.of(mixture, errors, sandwich);
  }

  private double[] sandwich(double error) {
    double[] scaled = new double[values.length];
    java.util.Arrays.fill(scaled, error);
    return scaled;
  }

  @Test
  public void weightsComeFirstUnlessThereIsOnlyOne() {
    assertEquals(12, values.length);
    assertEquals("weight", parameters.list().get(1).name());
    assertEquals(mixture.weight(1), values[1], 0);
    ComponentFamily family = mixture.family();
    assertEquals("mean", new MixtureParameters(family, 1, 2).list().get(0).name());
  }

  /** An interval is symmetric on the parameter's scale, and so never leaves its range. */
  @Test
  public void intervalsAreOnTheParametersScales() {
    for (double error : new double[] {0.01, 2}) {
      for (ParameterEstimate estimate : uncertainty(error, Optional.empty()).estimates()) {
        ParameterScale scale = estimate.parameter().scale();
        double centre = scale.of(estimate.value());
        // Back and forth near the end of a share costs digits: 1e-16 over 1e-2.
        assertEquals(centre - Z * error, scale.of(estimate.lower()), 1e-12);
        assertEquals(centre + Z * error, scale.of(estimate.upper()), 1e-12);
        assertEquals(error * scale.slope(estimate.value()), estimate.standardError(), 1e-14);
        assertTrue(Double.isNaN(estimate.sandwichError()));
      }
    }
  }

  @Test
  public void theSandwichIsToldInTheParametersUnits() {
    for (ParameterEstimate estimate : uncertainty(0.1, Optional.of(sandwich(0.1))).estimates()) {
      assertEquals(estimate.standardError(), estimate.sandwichError(), 1e-15);
      // Through the ends of the interval and back: the digits that a share near its end costs.
      assertEquals(1, estimate.disagreement(), 1e-12);
    }
  }

  @Test
  public void contradictionsAreByTheFactorInEitherDirectionTheWorstFirst() {
    double[] other = sandwich(0.1);
    other[3] = 0.1 * 1.49;
    other[4] = 0.1 * 1.6;
    other[5] = 0.1 / 2;
    Uncertainty uncertainty = uncertainty(0.1, Optional.of(other));
    List<ReportedParameter> found =
        uncertainty.contradictions().stream().map(ParameterEstimate::parameter).toList();
    assertEquals(List.of(parameters.list().get(5), parameters.list().get(4)), found);
    assertEquals(uncertainty.estimates().size(), uncertainty.checked());
    other[3] = Double.NaN;
    Uncertainty partly = uncertainty(0.1, Optional.of(other));
    assertEquals(uncertainty.estimates().size() - 1, partly.checked());
  }

  @Test
  public void withoutASandwichNothingIsCheckedOrContradicted() {
    Uncertainty uncertainty = uncertainty(0.1, Optional.empty());
    assertEquals(0, uncertainty.checked());
    assertTrue(uncertainty.contradictions().isEmpty());
  }

  @Test
  public void theEffortIsTheBags() {
    Uncertainty.Effort effort = uncertainty(0.1, Optional.empty()).effort();
    assertEquals(new Uncertainty.Effort(1, 50, 100, 3, 1 / Math.sqrt(200)), effort);
  }
}
