package org.mixreduce.core.uncertainty;

import static org.mixreduce.core.family.ReportedParameter.ALL;

import java.util.List;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.Mixture;

/**
 * ν free coordinates ψ around a mixture: α_k = log π_k / π_K, k &lt; K, then what the family
 * reports of its components, each on its scale. Differences are taken in them.
 */
final class Coordinates {

  /** KL in nats of a step that is small: about 1e-5 of the {@link #unit}. */
  private static final double SMALL_DIVERGENCE = 1e-10;

  /** More than a step needs to get from one end of the doubles to the other. */
  private static final int ATTEMPTS = 250;

  private final Mixture origin;
  private final ComponentFamily family;
  private final List<ReportedParameter> list;
  private final double[] scaled;
  private final double[] units;

  /**
   * Coordinates around a mixture.
   *
   * @throws EdgeOfFamilyException if no step is small enough
   */
  Coordinates(Mixture origin) {
    this.origin = origin;
    this.family = origin.family();
    this.list = family.parameters(origin.size(), origin.dimension());
    double[] values = family.parameterValues(origin.components());
    this.scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = list.get(i).scale().of(values[i]);
    }
    this.units = new double[values.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = unitOf(i);
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
   * How well one row of a component knows coordinate i of the family's: 1 / √(Fisher information),
   * averaged over the components that it moves. Steps are taken in shares of it, so that they are
   * small for the component whatever the units of the data and however near its covariance is to a
   * singular one.
   */
  double unit(int i) {
    return units[i];
  }

  /**
   * From KL(φ ‖ φ(h)) ≈ h² I / 2, at a step h that is found by it: small enough for the parabola,
   * large enough for the divergence to have digits.
   */
  private double unitOf(int i) {
    double step = Math.sqrt(SMALL_DIVERGENCE);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double divergence = divergence(i, step);
      if (divergence > SMALL_DIVERGENCE / 100 && divergence < SMALL_DIVERGENCE * 100) {
        return step / Math.sqrt(2 * divergence);
      }
      // Where the parabola does not hold, or rounding hides it, it says only where to go.
      double factor = Math.sqrt(SMALL_DIVERGENCE / divergence);
      step *= Math.min(1e3, Math.max(1e-3, factor));
    }
    throw new EdgeOfFamilyException("no step of " + list.get(i) + " is a small one");
  }

  /** Σ_k π_k KL(φ_k ‖ φ_k(h)) over the components that move; infinite if there are none such. */
  private double divergence(int i, double step) {
    List<Component> moved;
    try {
      moved = moved(new int[] {i}, new double[] {step});
    } catch (EdgeOfFamilyException e) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    double weight = 0;
    for (int k = 0; k < origin.size(); k++) {
      if (moves(i, k)) {
        sum += origin.weight(k) * family.divergence(origin.component(k), moved.get(k));
        weight += origin.weight(k);
      }
    }
    return sum / weight;
  }

  /**
   * The components with some of the family's coordinates moved.
   *
   * @param places which, from 0
   * @param steps how far
   * @throws EdgeOfFamilyException if there are no such components
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
    try {
      return family.ofParameterValues(values, origin.size(), origin.dimension());
    } catch (IllegalArgumentException e) {
      throw new EdgeOfFamilyException(e.getMessage());
    }
  }
}
