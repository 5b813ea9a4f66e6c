package org.mixreduce.core.uncertainty;

import static org.mixreduce.core.family.ReportedParameter.ALL;

import java.util.List;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ParameterScale;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.Mixture;

/**
 * ν free coordinates ψ around a mixture: α_k = log π_k / π_K, k &lt; K, then what the family
 * reports of its components, each on its scale. Differences are taken in them.
 */
final class Coordinates {

  private final Mixture origin;
  private final ComponentFamily family;
  private final List<ReportedParameter> list;
  private final double[] scaled;

  Coordinates(Mixture origin) {
    this.origin = origin;
    this.family = origin.family();
    this.list = family.parameters(origin.size(), origin.dimension());
    double[] values = family.parameterValues(origin.components());
    this.scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = list.get(i).scale().of(values[i]);
    }
  }

  Mixture origin() {
    return origin;
  }

  /** ν. */
  int size() {
    return weights() + list.size();
  }

  /** K − 1, how many of them are the weights'. */
  int weights() {
    return origin.size() - 1;
  }

  /** How many of them are the family's. */
  int ofFamily() {
    return list.size();
  }

  /** Whether coordinate i of the family's, from 0, moves component k. */
  boolean moves(int i, int k) {
    int component = list.get(i).component();
    return component == k || component == ALL;
  }

  /**
   * A step that is small for coordinate i: so many standard deviations or on so many of a scale.
   */
  double step(int i, double small) {
    ReportedParameter parameter = list.get(i);
    if (parameter.scale() != ParameterScale.IDENTITY || parameter.component() == ALL) {
      return small;
    }
    return small
        * origin.component(parameter.component()).standardDeviations()[parameter.variable()];
  }

  /**
   * The components with some of the family's coordinates moved.
   *
   * @param places which, from 0
   * @param steps how far
   * @throws IllegalArgumentException if there are no such components
   */
  List<Component> moved(int[] places, double[] steps) {
    double[] values = new double[scaled.length];
    double[] at = scaled.clone();
    for (int i = 0; i < places.length; i++) {
      at[places[i]] += steps[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).scale().back(at[i]);
    }
    return family.ofParameterValues(values, origin.size(), origin.dimension());
  }
}
