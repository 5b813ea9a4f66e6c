package org.mixreduce.core.reduce;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.family.Penalty;

/**
 * Greedy merging: of all pairs, merge the one that costs least, until K components are left
 * (Runnalls 2007, doi:10.1109/TAES.2007.4383588). The cost of merging i and j into their barycentre
 * m is w_i KL(φ_i ‖ m) + w_j KL(φ_j ‖ m), which for full Gaussians is Runnalls' bound (his equation
 * 21).
 *
 * <p>O(n²) costs to begin with and O(n) more for each merger, n components of the pool.
 */
final class PairwiseMerging {

  private final ComponentFamily family;
  private final List<Component> components = new ArrayList<>();
  private final List<ComponentStatistics> statistics = new ArrayList<>();

  /** cost[i][j] for j < i; infinite once either has been merged away. */
  private final double[][] cost;

  private final boolean[] gone;

  private PairwiseMerging(ComponentPool pool) {
    this.family = pool.family();
    this.cost = new double[pool.size()][];
    this.gone = new boolean[pool.size()];
    for (int i = 0; i < pool.size(); i++) {
      components.add(pool.component(i));
      statistics.add(pool.statistics(i));
    }
    for (int i = 0; i < pool.size(); i++) {
      cost[i] = new double[i];
      for (int j = 0; j < i; j++) {
        cost[i][j] = cost(i, j);
      }
    }
  }

  /** The K components that greedy merging leaves. */
  static List<Component> run(ComponentPool pool, int k) {
    PairwiseMerging merging = new PairwiseMerging(pool);
    for (int left = pool.size(); left > k; left--) {
      merging.mergeCheapest();
    }
    return merging.remaining();
  }

  private void mergeCheapest() {
    int first = -1;
    int second = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < cost.length; i++) {
      for (int j = 0; j < i; j++) {
        if (cost[i][j] < least || (first < 0 && !gone[i] && !gone[j])) {
          least = cost[i][j];
          first = i;
          second = j;
        }
      }
    }
    merge(first, second);
  }

  private void merge(int i, int j) {
    statistics.set(i, statistics.get(i).plus(statistics.get(j)));
    components.set(i, barycentre(statistics.get(i)));
    gone[j] = true;
    for (int other = 0; other < gone.length; other++) {
      if (other != j) {
        cost[Math.max(j, other)][Math.min(j, other)] = Double.POSITIVE_INFINITY;
      }
      if (other != i && !gone[other]) {
        cost[Math.max(i, other)][Math.min(i, other)] = cost(i, other);
      }
    }
  }

  private double cost(int i, int j) {
    Component merged = barycentre(statistics.get(i).plus(statistics.get(j)));
    return statistics.get(i).weight() * family.divergence(components.get(i), merged)
        + statistics.get(j).weight() * family.divergence(components.get(j), merged);
  }

  private Component barycentre(ComponentStatistics sum) {
    return family.maximise(List.of(sum), Penalty.NONE).get(0);
  }

  private List<Component> remaining() {
    List<Component> left = new ArrayList<>();
    for (int i = 0; i < gone.length; i++) {
      if (!gone[i]) {
        left.add(components.get(i));
      }
    }
    return left;
  }
}
