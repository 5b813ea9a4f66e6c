package org.mixreduce.core.robust;

import java.util.List;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.MixtureStatistics;

/**
 * A mixture reduced to one component: f₁, the component of its family that is nearest to it by
 * Kullback-Leibler divergence (its barycentre). Of a Gaussian mixture it has the mean and, as far
 * as the shape allows, the covariance.
 *
 * <p>Wherever EM ends, in the best maximum of the likelihood or in another, the expected statistics
 * of all components add up to those of the rows. So this is what the rows themselves would give
 * (exactly so at convergence and without a penalty), whichever maximum the fit sits in.
 *
 * <p>{@link #plus} is that of the rows of both: associative and commutative to rounding. Immutable.
 */
record SingleComponent(
    ComponentFamily family, ComponentStatistics statistics, Component component) {

  /** f₁ of a mixture that stands for so many rows. */
  static SingleComponent of(Mixture mixture, double rows) {
    return of(
        mixture.family(),
        MixtureStatistics.expected(mixture, rows).components().stream()
            .reduce(ComponentStatistics::plus)
            .orElseThrow());
  }

  /** Of rows that were added up. */
  static SingleComponent of(ComponentFamily family, ComponentStatistics statistics) {
    Component component = family.maximise(List.of(statistics), Penalty.NONE).get(0);
    return new SingleComponent(family, statistics, component);
  }

  /** The rows of both. */
  SingleComponent plus(SingleComponent other) {
    return of(family, statistics.plus(other.statistics));
  }

  /** n, the weight of the rows. */
  double rows() {
    return statistics.weight();
  }

  /** d. */
  int dimension() {
    return component.dimension();
  }
}
