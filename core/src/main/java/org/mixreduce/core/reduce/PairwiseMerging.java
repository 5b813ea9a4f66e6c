package org.mixreduce.core.reduce;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;

/**
 * Greedy merging: of all pairs, merge the one that costs least, until K components are left
 * (Runnalls 2007, doi:10.1109/TAES.2007.4383588). The cost of merging i and j into their barycentre
 * m is w_i KL(φ_i ‖ m) + w_j KL(φ_j ‖ m), which for full Gaussians is Runnalls' bound (his equation
 * 21).
 *
 * <p>n(n − 1)/2 costs to begin with and n − 1 at most for each merger, n components of the pool;
 * every component keeps its cheapest partner among those before it, so that the cheapest pair is
 * found by n comparisons, and a row is searched only when it has lost its partner.
 */
final class PairwiseMerging {

  private static final int NONE = -1;

  private final ComponentFamily family;
  private final List<Component> components = new ArrayList<>();
  private final double[] weight;

  /** cost[i][j] for j < i; out of date once either has been merged away. */
  private final double[][] cost;

  /** The j < i of least cost[i][j], the first of equals, among those that are left. */
  private final int[] partner;

  private final boolean[] gone;

  private PairwiseMerging(ComponentPool pool) {
    this.family = pool.family();
    this.weight = pool.weights();
    this.cost = new double[pool.size()][];
    this.partner = new int[pool.size()];
    this.gone = new boolean[pool.size()];
    for (int i = 0; i < pool.size(); i++) {
      components.add(pool.component(i));
      cost[i] = new double[i];
      for (int j = 0; j < i; j++) {
        cost[i][j] = cost(i, j);
      }
      partner[i] = cheapest(i);
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

  private double cost(int i, int j) {
    return family.mergerCost(components.get(i), weight[i], components.get(j), weight[j]);
  }

  private int cheapest(int i) {
    int best = NONE;
    for (int j = 0; j < i; j++) {
      if (!gone[j] && (best == NONE || cost[i][j] < cost[i][best])) {
        best = j;
      }
    }
    return best;
  }

  private void mergeCheapest() {
    int best = NONE;
    for (int i = 0; i < partner.length; i++) {
      boolean pair = !gone[i] && partner[i] != NONE;
      if (pair && (best == NONE || cost[i][partner[i]] < cost[best][partner[best]])) {
        best = i;
      }
    }
    merge(best, partner[best]);
  }

  private void merge(int i, int j) {
    components.set(
        i, family.barycentre(components.get(i), weight[i], components.get(j), weight[j]));
    weight[i] += weight[j];
    gone[j] = true;
    for (int other = 0; other < i; other++) {
      if (!gone[other]) {
        cost[i][other] = cost(i, other);
      }
    }
    for (int row = j + 1; row < gone.length; row++) {
      if (!gone[row]) {
        update(row, i, j);
      }
    }
  }

  /** The row's partner, after i has changed and j has gone. */
  private void update(int row, int i, int j) {
    if (row > i) {
      cost[row][i] = cost(row, i);
    }
    if (row == i || partner[row] == i || partner[row] == j) {
      partner[row] = cheapest(row);
    } else if (row > i && isBetter(row, i)) {
      partner[row] = i;
    }
  }

  private boolean isBetter(int row, int i) {
    double own = cost[row][partner[row]];
    return cost[row][i] < own || (cost[row][i] == own && i < partner[row]);
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
