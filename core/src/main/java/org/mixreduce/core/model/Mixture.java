package org.mixreduce.core.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;

/**
 * f(x) = Σ_k π_k f_k(x): K components of one family with weights π_k &gt; 0 that add up to one.
 * Immutable.
 */
public final class Mixture {

  /** How far the sum of weights that are read may be from one: rounding of K ≤ 1e4 of them. */
  private static final double WEIGHT_TOLERANCE = 1e-9;

  private final ComponentFamily family;
  private final double[] weights;
  private final List<Component> components;

  private Mixture(ComponentFamily family, double[] weights, List<Component> components) {
    this.family = family;
    this.weights = weights;
    this.components = components;
  }

  /**
   * A mixture of these weights and components.
   *
   * @throws IllegalArgumentException if the numbers of weights and components or their dimensions
   *     differ, a weight is not positive, or they do not add up to one
   */
  public static Mixture of(ComponentFamily family, double[] weights, List<Component> components) {
    if (components.isEmpty() || weights.length != components.size()) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + components.size() + " components");
    }
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      if (!(weights[k] > 0)) {
        throw new IllegalArgumentException("weight " + (k + 1) + " is " + weights[k]);
      }
      if (components.get(k).dimension() != components.get(0).dimension()) {
        throw new IllegalArgumentException(
            "component "
                + (k + 1)
                + " has "
                + components.get(k).dimension()
                + " variables, the first "
                + components.get(0).dimension());
      }
      sum += weights[k];
    }
    if (!(Math.abs(sum - 1) <= WEIGHT_TOLERANCE)) {
      throw new IllegalArgumentException("weights add up to " + sum + ", not to 1");
    }
    return new Mixture(family, weights.clone(), List.copyOf(components));
  }

  /** π_k = n_k / Σ n of positive row counts n_k. */
  public static Mixture ofCounts(
      ComponentFamily family, double[] counts, List<Component> components) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    double[] weights = new double[counts.length];
    for (int k = 0; k < counts.length; k++) {
      weights[k] = counts[k] / sum;
    }
    return of(family, weights, components);
  }

  /**
   * The parameters that one component has to itself, without its weight: what a component more adds
   * to ν, so that a covariance that all share is no one's own. With one component all are its own.
   */
  public long ownParameters() {
    int k = size();
    long all = family.freeParameters(k, dimension());
    return k == 1 ? all : all - family.freeParameters(k - 1, dimension());
  }

  /** The family of all components. */
  public ComponentFamily family() {
    return family;
  }

  /** K. */
  public int size() {
    return weights.length;
  }

  /** d. */
  public int dimension() {
    return components.get(0).dimension();
  }

  /** π_k, k from 0. */
  public double weight(int k) {
    return weights[k];
  }

  /** All K weights, a copy. */
  public double[] weights() {
    return weights.clone();
  }

  /** log π_k of all K, a copy. */
  public double[] logWeights() {
    double[] logarithms = new double[weights.length];
    for (int k = 0; k < weights.length; k++) {
      logarithms[k] = Math.log(weights[k]);
    }
    return logarithms;
  }

  /** Σ_k π_k μ_k, d numbers. */
  public double[] mean() {
    double[] mean = new double[dimension()];
    for (int k = 0; k < weights.length; k++) {
      double[] own = components.get(k).mean();
      for (int j = 0; j < mean.length; j++) {
        mean[j] += weights[k] * own[j];
      }
    }
    return mean;
  }

  /** Component k, from 0. */
  public Component component(int k) {
    return components.get(k);
  }

  /** All K components. */
  public List<Component> components() {
    return components;
  }

  /** The same distribution in the family's {@linkplain ComponentFamily#general() general} shape. */
  public Mixture inGeneral() {
    return of(family.general(), weights(), components().stream().map(family::inGeneral).toList());
  }

  /** ν = K − 1 and the family's own. */
  public long freeParameters() {
    return freeParameters(family, size(), dimension());
  }

  /** ν of a mixture of K components of the family in d variables. */
  public static long freeParameters(ComponentFamily family, int components, int dimension) {
    return components - 1 + family.freeParameters(components, dimension);
  }

  /**
   * The same mixture with the largest weight first; components of equal weight by their means, so
   * that the order never depends on how the mixture was found.
   */
  public Mixture sorted() {
    Comparator<Integer> order =
        Comparator.<Integer>comparingDouble(k -> -weights[k])
            .thenComparing(k -> components.get(k).mean(), java.util.Arrays::compare);
    int[] places =
        IntStream.range(0, size()).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    double[] sortedWeights = new double[size()];
    List<Component> sortedComponents = new ArrayList<>(size());
    for (int k = 0; k < places.length; k++) {
      sortedWeights[k] = weights[places[k]];
      sortedComponents.add(components.get(places[k]));
    }
    return new Mixture(family, sortedWeights, List.copyOf(sortedComponents));
  }

  /** Draws one row (d numbers) into {@code out} and returns the component it came from. */
  public int draw(RandomGenerator random, double[] out) {
    double u = random.nextDouble();
    int k = 0;
    for (double below = weights[0]; u >= below && k < weights.length - 1; ) {
      below += weights[++k];
    }
    family.draw(components.get(k), random, out);
    return k;
  }
}
