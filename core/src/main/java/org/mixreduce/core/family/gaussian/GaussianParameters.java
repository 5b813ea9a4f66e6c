package org.mixreduce.core.family.gaussian;

import static org.mixreduce.core.family.ReportedParameter.ALL;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ParameterScale;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.linear.PackedCholesky;

/**
 * Gaussian components of a shape as means, standard deviations and correlations: as many numbers as
 * the shape has free parameters. Component by component come its d means and, unless all share
 * them, its standard deviations (d, or one if the shape is spherical) and, if the shape is full,
 * its d(d−1)/2 correlations by rows of the lower triangle; what all share comes last.
 */
record GaussianParameters(CovarianceShape shape, int components, int dimension) {

  /** The parameters, in their order. */
  List<ReportedParameter> list() {
    List<ReportedParameter> list = new ArrayList<>();
    boolean shared = shape.pooling() == Pooling.EQUAL;
    for (int k = 0; k < components; k++) {
      for (int j = 0; j < dimension; j++) {
        list.add(new ReportedParameter("mean", k, j, ALL, ParameterScale.IDENTITY));
      }
      if (!shared) {
        addSpread(list, k);
      }
    }
    if (shared) {
      addSpread(list, ALL);
    }
    return list;
  }

  private void addSpread(List<ReportedParameter> list, int component) {
    for (int j = 0; j < deviations(); j++) {
      int variable = shape.spherical() ? ALL : j;
      list.add(
          new ReportedParameter(
              "standard_deviation", component, variable, ALL, ParameterScale.LOGARITHM));
    }
    for (int j = 1; j < dimension && full(); j++) {
      for (int l = 0; l < j; l++) {
        list.add(new ReportedParameter("correlation", component, j, l, ParameterScale.FISHER_Z));
      }
    }
  }

  private boolean full() {
    return shape.form() == ScatterForm.FULL;
  }

  private int deviations() {
    return shape.spherical() ? 1 : dimension;
  }

  /** Their values at these components. */
  double[] values(List<Component> all) {
    long spreads = shape.freeParameters(components, dimension);
    double[] values = new double[(int) (components * dimension + spreads)];
    int at = 0;
    for (int k = 0; k < components; k++) {
      GaussianComponent component = (GaussianComponent) all.get(k);
      for (double mean : component.meanShared()) {
        values[at++] = mean;
      }
      if (shape.pooling() == Pooling.VARIABLE || k == components - 1) {
        at = writeSpread(component, values, at);
      }
    }
    return values;
  }

  private int writeSpread(GaussianComponent component, double[] values, int from) {
    int at = from;
    double[] deviations = component.standardDeviations();
    for (int j = 0; j < deviations(); j++) {
      values[at++] = deviations[j];
    }
    for (int j = 1; j < dimension && full(); j++) {
      for (int l = 0; l < j; l++) {
        values[at++] = component.covariance(j, l) / deviations[j] / deviations[l];
      }
    }
    return at;
  }

  /**
   * The components that have these values.
   *
   * @throws IllegalArgumentException if a mean is no number or a standard deviation not positive
   * @throws PackedCholesky.NotPositiveDefiniteException if no covariance has these correlations
   */
  List<Component> components(double[] values) {
    List<Component> all = new ArrayList<>(components);
    boolean shared = shape.pooling() == Pooling.EQUAL;
    int stride = dimension + (shared ? 0 : spreadLength());
    Covariance common = shared ? covariance(values, components * dimension) : null;
    for (int k = 0; k < components; k++) {
      double[] mean = new double[dimension];
      for (int j = 0; j < dimension; j++) {
        mean[j] = inRange("mean", values[k * stride + j], Double.NEGATIVE_INFINITY);
      }
      all.add(
          new GaussianComponent(
              mean, shared ? common : covariance(values, k * stride + dimension)));
    }
    return all;
  }

  private int spreadLength() {
    return deviations() + (full() ? dimension * (dimension - 1) / 2 : 0);
  }

  private Covariance covariance(double[] values, int from) {
    double[] elements = new double[shape.form().length(dimension)];
    for (int j = 0; j < dimension; j++) {
      double deviation =
          inRange("standard deviation", values[from + (shape.spherical() ? 0 : j)], 0);
      elements[shape.form().diagonal(j)] = deviation * deviation;
    }
    int at = from + deviations();
    for (int j = 1; j < dimension && full(); j++) {
      for (int l = 0; l < j; l++) {
        elements[PackedCholesky.index(j, l)] = values[at++] * values[from + j] * values[from + l];
      }
    }
    return Covariance.of(shape.form(), elements, dimension);
  }

  /** Correlations out of range are found by the factorisation, and together. */
  private static double inRange(String name, double value, double above) {
    if (!(value > above) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(name + " is " + value);
    }
    return value;
  }
}
