package org.mixreduce.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.family.DegenerateComponentException;
import org.mixreduce.core.family.Penalty;

/**
 * The expected sufficient statistics of all components of a mixture: what local EM, bootstrap,
 * reduction and the exact update over all rows add up, and from which all of them maximise.
 *
 * <p>Law: {@link #plus} gives, in any order and grouping, the statistics of the union to rounding.
 * Immutable.
 */
public record MixtureStatistics(ComponentFamily family, List<ComponentStatistics> components) {

  /** Copies the list. */
  public MixtureStatistics {
    components = List.copyOf(components);
  }

  /** Component by component. */
  public MixtureStatistics plus(MixtureStatistics other) {
    if (other.components.size() != components.size()) {
      throw new IllegalArgumentException(
          "statistics of "
              + components.size()
              + " and of "
              + other.components.size()
              + " components do not add");
    }
    List<ComponentStatistics> sums = new ArrayList<>(components.size());
    for (int k = 0; k < components.size(); k++) {
      sums.add(components.get(k).plus(other.components.get(k)));
    }
    return new MixtureStatistics(family, sums);
  }

  /** What rows of this weight, drawn from the mixture itself, would add up to in expectation. */
  public static MixtureStatistics expected(Mixture mixture, double weight) {
    List<ComponentStatistics> components = new ArrayList<>(mixture.size());
    for (int k = 0; k < mixture.size(); k++) {
      components.add(
          mixture.family().expectedStatistics(mixture.component(k), weight * mixture.weight(k)));
    }
    return new MixtureStatistics(mixture.family(), components);
  }

  /**
   * A point on the line through these statistics and others: this + step (to − this). Steps above
   * one go beyond the others and may leave what any rows could add up to.
   */
  public MixtureStatistics towards(MixtureStatistics to, double step) {
    return times(1 - step).plus(to.times(step));
  }

  /** All components' {@link ComponentStatistics#coordinates coordinates}, one after the other. */
  public double[] coordinates(Moments global) {
    return components.stream()
        .flatMapToDouble(component -> Arrays.stream(component.coordinates(global)))
        .toArray();
  }

  /** The statistics of {@code factor} times the rows. */
  public MixtureStatistics times(double factor) {
    return new MixtureStatistics(
        family, components.stream().map(component -> component.times(factor)).toList());
  }

  /** n_k of each component. */
  public double[] weights() {
    return components.stream().mapToDouble(ComponentStatistics::weight).toArray();
  }

  /**
   * The mixture that maximises the penalised expected log-likelihood: π_k = n_k / n, and components
   * as the family has it.
   *
   * @throws DegenerateComponentException if a component has no rows or no finite maximum
   */
  public Mixture maximise(Penalty penalty) {
    return Mixture.ofCounts(family, weights(), family.maximise(components, penalty));
  }
}
