package org.mixreduce.core.reduce;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.model.Mixture;

/** Components of many mixtures with their weights in rows, in the order they were added. */
final class ComponentPool {

  private final ComponentFamily family;
  private final List<Component> components = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  ComponentPool(ComponentFamily family) {
    this.family = family;
  }

  /** Adds a mixture that stands for {@code rows} rows. */
  void add(Mixture mixture, double rows) {
    for (int k = 0; k < mixture.size(); k++) {
      add(mixture.component(k), rows * mixture.weight(k));
    }
  }

  /** Adds one component that stands for {@code rows} rows. */
  void add(Component component, double rows) {
    components.add(component);
    weights.add(rows);
  }

  ComponentFamily family() {
    return family;
  }

  int size() {
    return components.size();
  }

  Component component(int i) {
    return components.get(i);
  }

  double weight(int i) {
    return weights.get(i);
  }

  double[] weights() {
    return weights.stream().mapToDouble(Double::doubleValue).toArray();
  }

  double totalWeight() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }

  ComponentStatistics statistics(int i) {
    return family.expectedStatistics(components.get(i), weights.get(i));
  }
}
