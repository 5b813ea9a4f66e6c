package org.mixreduce.core.reduce;

import java.util.Arrays;
import java.util.List;
import org.mixreduce.core.data.Seed;
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
  private final Assignment assignment;
  private double objective = Double.POSITIVE_INFINITY;
  private int iterations;
  private int reseedings;

  private Clustering(ComponentPool pool, Assignment assignment) {
    this.pool = pool;
    this.assignment = assignment;
  }

  /** Alternates from the given centres until J no longer falls. */
  static Reduction run(ComponentPool pool, List<Component> centres, ReductionStart start) {
    return run(pool, centres, start, MAX_ITERATIONS);
  }

  static Reduction run(
      ComponentPool pool, List<Component> centres, ReductionStart start, int iterations) {
    return new Clustering(pool, Assignment.toNearest(pool, centres))
        .alternate(centres, start, iterations);
  }

  /** Alternates from K seeds that lie far from each other. */
  static Reduction seeded(ComponentPool pool, int k, Seed seed) {
    Seeds seeds = Seeds.choose(pool, k, seed);
    return new Clustering(pool, seeds.assignment())
        .alternate(seeds.centres(), ReductionStart.DISTANCE_SEEDING, MAX_ITERATIONS);
  }

  private Reduction alternate(List<Component> start, ReductionStart kind, int limit) {
    List<Component> centres = start;
    Mixture mixture;
    boolean going;
    do {
      reseedings += assignment.fillEmpty(centres.size());
      mixture = merge(centres.size());
      boolean[] moved = moved(centres, mixture.components());
      centres = mixture.components();
      assignment.follow(centres, moved);
      double before = objective;
      objective = assignment.objective();
      iterations++;
      going = objective < before && iterations < limit && assignment.reassign(centres, moved);
    } while (going);
    return new Reduction(mixture, objective / pool.totalWeight(), kind, iterations, reseedings);
  }

  /** The KL barycentres: the components that maximise their members' added statistics. */
  private Mixture merge(int k) {
    ComponentStatistics[] sums = new ComponentStatistics[k];
    for (int i = 0; i < pool.size(); i++) {
      ComponentStatistics own = pool.statistics(i);
      ComponentStatistics sum = sums[assignment.centre(i)];
      sums[assignment.centre(i)] = sum == null ? own : sum.plus(own);
    }
    List<ComponentStatistics> statistics = Arrays.asList(sums);
    double[] counts = statistics.stream().mapToDouble(ComponentStatistics::weight).toArray();
    return Mixture.ofCounts(
        pool.family(), counts, pool.family().maximise(statistics, Penalty.NONE));
  }

  /** Whether each centre has changed; equal members give equal bits, and those are compared. */
  private boolean[] moved(List<Component> from, List<Component> to) {
    ComponentFamily family = pool.family();
    boolean[] moved = new boolean[to.size()];
    for (int k = 0; k < moved.length; k++) {
      moved[k] = !family.write(from.get(k)).equals(family.write(to.get(k)));
    }
    return moved;
  }
}
