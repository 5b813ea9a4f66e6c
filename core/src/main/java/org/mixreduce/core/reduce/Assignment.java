package org.mixreduce.core.reduce;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mixreduce.core.family.Component;

/**
 * Which of K centres each component φ_i of a pool belongs to, the nearest one unless told
 * otherwise, and the divergence KL(φ_i ‖ φ̄_k) to it.
 *
 * <p>Most pairs are never compared to the end. A divergence is computed only as far as it takes to
 * know that another centre is nearer, and only if one of the two has moved since they were compared
 * last.
 */
final class Assignment {

  private final ComponentPool pool;
  private final int[] centre;
  private final double[] distance;

  /** Nobody belongs anywhere yet. */
  Assignment(ComponentPool pool) {
    this.pool = pool;
    this.centre = new int[pool.size()];
    this.distance = new double[pool.size()];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
  }

  /** All to the nearest of these centres, the first of equals. */
  static Assignment toNearest(ComponentPool pool, List<Component> centres) {
    Assignment assignment = new Assignment(pool);
    assignment.settle(centres);
    return assignment;
  }

  /** Those that belong nowhere yet to the nearest of these centres. */
  void settle(List<Component> centres) {
    for (int i = 0; i < distance.length; i++) {
      boolean homeless = distance[i] == Double.POSITIVE_INFINITY;
      for (int k = 0; homeless && k < centres.size(); k++) {
        offer(i, k, centres.get(k));
      }
    }
  }

  /** Moves component i to centre k if that is nearer than its own; returns whether it is. */
  boolean offer(int i, int k, Component offered) {
    double divergence = pool.family().divergence(pool.component(i), offered, distance[i]);
    boolean nearer = divergence < distance[i];
    if (nearer) {
      distance[i] = divergence;
      centre[i] = k;
    }
    return nearer;
  }

  /** The same under other numbers of the centres. */
  Assignment renumbered(Map<Integer, Integer> numbers) {
    Assignment assignment = new Assignment(pool);
    for (int i = 0; i < centre.length; i++) {
      assignment.centre[i] = numbers.getOrDefault(centre[i], 0);
      assignment.distance[i] = distance[i];
    }
    return assignment;
  }

  /** The centre that component i belongs to. */
  int centre(int i) {
    return centre[i];
  }

  /** The divergence of component i from its centre; infinite if it has none. */
  double distance(int i) {
    return distance[i];
  }

  /** J = Σ_i w_i KL(φ_i ‖ φ̄_c(i)), not divided by Σ_i w_i. */
  double objective() {
    double sum = 0;
    for (int i = 0; i < distance.length; i++) {
      sum += pool.weight(i) * distance[i];
    }
    return sum;
  }

  /** Measures again where centres have moved; everyone stays where it is. */
  void follow(List<Component> centres, boolean[] moved) {
    for (int i = 0; i < distance.length; i++) {
      if (moved[centre[i]]) {
        distance[i] = pool.family().divergence(pool.component(i), centres.get(centre[i]));
      }
    }
  }

  /**
   * All to the nearest again, after {@link #follow}; of equals, to where they are.
   *
   * @return whether anyone went elsewhere
   */
  boolean reassign(List<Component> centres, boolean[] moved) {
    boolean changed = false;
    for (int i = 0; i < distance.length; i++) {
      int own = centre[i];
      for (int k = 0; k < moved.length; k++) {
        // Two centres that stand where they stood are as near as they were.
        if (k != own && (moved[own] || moved[k])) {
          changed |= offer(i, k, centres.get(k));
        }
      }
    }
    return changed;
  }

  /**
   * Moves the component that costs most to every centre without any, unless it is its own centre's
   * only one.
   *
   * @param k how many centres there are
   * @return how many had none
   */
  int fillEmpty(int k) {
    int[] members = new int[k];
    for (int own : centre) {
      members[own]++;
    }
    int filled = 0;
    for (int empty = 0; empty < k; empty++) {
      if (members[empty] == 0) {
        int worst = worstServed(members);
        members[centre[worst]]--;
        members[empty] = 1;
        centre[worst] = empty;
        distance[worst] = 0;
        filled++;
      }
    }
    return filled;
  }

  private int worstServed(int[] members) {
    int worst = -1;
    double cost = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < centre.length; i++) {
      double own = pool.weight(i) * distance[i];
      if (members[centre[i]] > 1 && own > cost) {
        cost = own;
        worst = i;
      }
    }
    return worst;
  }
}
