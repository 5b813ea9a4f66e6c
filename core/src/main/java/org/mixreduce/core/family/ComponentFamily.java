package org.mixreduce.core.family;

import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * A family of component distributions under one constraint, such as Gaussians of shape VVV.
 *
 * <p>All that EM, bootstrap, reduction, criteria, Avro records and jobs ever ask of a distribution
 * is here. The methods take all components together where a constraint may tie them (EEE shares one
 * covariance). A new family is a folder with an implementation and a {@link FamilyProvider}.
 *
 * <p>Implementations are stateless and safe for use by many threads. A component or statistics of
 * another family is refused with a {@link ClassCastException}.
 */
public interface ComponentFamily {

  /** Family and shape, as the user writes them. */
  ModelType type();

  /** The least constrained shape of the same family: this one, unless a family says otherwise. */
  default ComponentFamily general() {
    return this;
  }

  /** The same distribution as a component of {@link #general()}. */
  default Component inGeneral(Component component) {
    return component;
  }

  /** Free parameters of K components in d variables, without the weights. */
  long freeParameters(int components, int dimension);

  /** How many numbers the statistics of one component are. */
  int statisticsLength(int dimension);

  /** The log density of these components, prepared for blocks of rows. */
  DensityKernel densities(List<Component> components);

  /**
   * Empty statistics of K components, to which rows can be added.
   *
   * @param centres K vectors of d numbers near the rows that will be added (the current means), so
   *     that sums are taken of small numbers
   */
  StatisticsAccumulator accumulator(List<double[]> centres);

  /**
   * What {@code weight} rows drawn from the component would add up to in expectation: it makes a
   * component a weighted pseudo-row.
   */
  ComponentStatistics expectedStatistics(Component component, double weight);

  /**
   * The components that maximise the penalised expected log-likelihood under the family's
   * constraint, all together.
   *
   * @param statistics of each component
   * @param penalty the penalty; {@link Penalty#NONE} for plain maximum likelihood and for moment
   *     matching
   * @throws DegenerateComponentException if there is no maximum with finite density
   */
  List<Component> maximise(List<ComponentStatistics> statistics, Penalty penalty);

  /** What the penalty adds to the log-likelihood at these components: never positive infinity. */
  double penaltyTerm(List<Component> components, Penalty penalty);

  /** KL(from ‖ to) = E_from[log from − log to] in nats: not negative, zero on itself. */
  double divergence(Component from, Component to);

  /**
   * KL(from ‖ to) for a search of the nearest: the same bits as {@link #divergence(Component,
   * Component)} if that is below the limit, and otherwise any number that is not below it, which a
   * family may know long before it knows the divergence.
   */
  default double divergence(Component from, Component to, double limit) {
    return divergence(from, to);
  }

  /**
   * KL barycentre m of two components: what maximises their added statistics, and so minimises
   * {@link #mergerCost}.
   *
   * @param n weight of a in rows, &gt; 0
   * @param l weight of b in rows, &gt; 0
   */
  default Component barycentre(Component a, double n, Component b, double l) {
    ComponentStatistics both = expectedStatistics(a, n).plus(expectedStatistics(b, l));
    return maximise(List.of(both), Penalty.NONE).get(0);
  }

  /**
   * What merging two components costs in nats: n KL(a ‖ m) + l KL(b ‖ m) with their barycentre m. A
   * family may know it without the divergences.
   *
   * @param n weight of a in rows, &gt; 0
   * @param l weight of b in rows, &gt; 0
   */
  default double mergerCost(Component a, double n, Component b, double l) {
    Component merged = barycentre(a, n, b, l);
    return n * divergence(a, merged) + l * divergence(b, merged);
  }

  /** Draws one row (d numbers) into {@code out}. */
  void draw(Component component, RandomGenerator random, double[] out);

  /**
   * The numbers in which K components in d variables are reported, each with its uncertainty:
   * {@link #freeParameters} of them, in the order of {@link #parameterValues}.
   */
  List<ReportedParameter> parameters(int components, int dimension);

  /** The values of all {@link #parameters} at these components. */
  double[] parameterValues(List<Component> components);

  /**
   * The components that have these values: the inverse of {@link #parameterValues}, near any
   * components there are.
   *
   * @throws IllegalArgumentException if no components have these values
   */
  List<Component> ofParameterValues(double[] values, int components, int dimension);

  /** The parameters as named arrays, for storage; {@link #read} is the inverse. */
  List<NamedArray> write(Component component);

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException naming the array, if one is missing, has the wrong length, or
   *     holds values that are no parameters of this family (a covariance that is not positive
   *     definite, say)
   */
  Component read(List<NamedArray> parameters);

  /** Statistics as named arrays, for the shuffle; {@link #readStatistics} is the inverse. */
  List<NamedArray> write(ComponentStatistics statistics);

  /** Reads what {@link #write(ComponentStatistics)} wrote. */
  ComponentStatistics readStatistics(List<NamedArray> statistics);
}
