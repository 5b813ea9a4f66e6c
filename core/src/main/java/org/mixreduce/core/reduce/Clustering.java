package org.mixreduce.core.reduce;

import java.util.Arrays;
import java.util.List;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.model.Mixture;

/**
 * The alternation that minimises J(θ̄) = Σ_i w_i min_k KL(φ_i ‖ φ̄_k) (Zhang and Chen 2022, JMLR
 * 23, algorithm 1): assign every local component to the nearest, then replace each global component
 * by the barycentre of its own. Neither step increases J.
 */
final class Clustering {

  private static final int MAX_ITERATIONS = 100;

  private final ComponentPool pool;
  private final int[] assignment;
  private final double[] distance;
  private double objective = Double.POSITIVE_INFINITY;
  private int iterations;
  private int reseedings;

  private Clustering(ComponentPool pool) {
    this.pool = pool;
    this.assignment = new int[pool.size()];
    this.distance = new double[pool.size()];
  }

  /** Alternates from the given centres until J no longer falls. */
  static Reduction run(ComponentPool pool, List<Component> centres, ReductionStart start) {
    return run(pool, centres, start, MAX_ITERATIONS);
  }

  static Reduction run(
      ComponentPool pool, List<Component> centres, ReductionStart start, int iterations) {
    return new Clustering(pool).alternate(centres, start, iterations);
  }

  private Reduction alternate(List<Component> start, ReductionStart kind, int limit) {
    List<Component> centres = start;
    Mixture mixture = null;
    while (iterations < limit) {
      assign(centres);
      reseedEmpty(centres.size());
      double before = objective;
      mixture = merge(centres.size());
      centres = mixture.components();
      objective = objectiveAt(centres);
      iterations++;
      // Equal assignments give equal bits, so the alternation ends here at the latest.
      if (!(objective < before)) {
        break;
      }
    }
    return new Reduction(mixture, objective / pool.totalWeight(), kind, iterations, reseedings);
  }

  private void assign(List<Component> centres) {
    ComponentFamily family = pool.family();
    for (int i = 0; i < assignment.length; i++) {
      distance[i] = Double.POSITIVE_INFINITY;
      for (int k = 0; k < centres.size(); k++) {
        double divergence = family.divergence(pool.component(i), centres.get(k));
        if (divergence < distance[i]) {
          distance[i] = divergence;
          assignment[i] = k;
        }
      }
    }
  }

  /** Moves an empty component to the local component that costs most, unless that one is alone. */
  private void reseedEmpty(int k) {
    int[] members = new int[k];
    for (int part : assignment) {
      members[part]++;
    }
    for (int empty = 0; empty < k; empty++) {
      if (members[empty] > 0) {
        continue;
      }
      int worst = worstServed(members);
      members[assignment[worst]]--;
      assignment[worst] = empty;
      distance[worst] = 0;
      members[empty] = 1;
      reseedings++;
    }
  }

  private int worstServed(int[] members) {
    int worst = -1;
    double cost = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < assignment.length; i++) {
      double own = pool.weight(i) * distance[i];
      if (members[assignment[i]] > 1 && own > cost) {
        cost = own;
        worst = i;
      }
    }
    return worst;
  }

  /** The KL barycentres: the components that maximise their members' added statistics. */
  private Mixture merge(int k) {
    ComponentStatistics[] sums = new ComponentStatistics[k];
    for (int i = 0; i < assignment.length; i++) {
      ComponentStatistics own = pool.statistics(i);
      ComponentStatistics sum = sums[assignment[i]];
      sums[assignment[i]] = sum == null ? own : sum.plus(own);
    }
    List<ComponentStatistics> statistics = Arrays.asList(sums);
    double[] counts = statistics.stream().mapToDouble(ComponentStatistics::weight).toArray();
    return Mixture.ofCounts(
        pool.family(), counts, pool.family().maximise(statistics, Penalty.NONE));
  }

  private double objectiveAt(List<Component> centres) {
    double sum = 0;
    for (int i = 0; i < assignment.length; i++) {
      Component centre = centres.get(assignment[i]);
      sum += pool.weight(i) * pool.family().divergence(pool.component(i), centre);
    }
    return sum;
  }
}
