package org.mixreduce.core.reduce;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.model.Mixture;

/**
 * Reduces local mixtures to one of K components, in memory that grows with the logarithm of their
 * number.
 *
 * <p>Mixtures are pooled in groups. A group that has reached G = {@link #groupComponents()}
 * components is thinned to G/4 = {@link #thinnedComponents()}, far more than K so that classes seen
 * only in some files keep their own, and thinned groups are grouped again. The grouping follows the
 * order of {@link #add}, which is that of subset ids.
 *
 * <p>Memory: fewer than G components wait for the first thinning and at most three thinned groups
 * on each of the L = 1 + ⌊log₄(n K / G)⌋ levels above, if n mixtures of K were added and G was
 * reached: in all G (1 + ¾ L) components and 5 K as starts. A component in d variables with its
 * factor is d² + O(d) numbers if covariances are full, and O(d) if not. Beside them stand the
 * centres of one group, at most G/4, and the costs of pairwise merging, G²/2 numbers. With n =
 * 10,000, K = d = 20 and full covariances that is 1900 components of 4 kB and 0.6 MB.
 *
 * <p>Time: O(n K) components are compared with G/4 centres, in each of the few iterations of the
 * group. What a comparison costs depends on how soon the family knows which centre is nearer
 * ({@link ComponentFamily#divergence(org.mixreduce.core.family.Component,
 * org.mixreduce.core.family.Component, double)}).
 */
public final class KlReduction {

  private static final int LOCAL_STARTS = 5;
  private static final int SEEDED_STARTS = 5;

  private final ComponentFamily family;
  private final int k;
  private final Seed seed;
  private final List<ComponentPool> levels = new ArrayList<>();
  private final List<Mixture> locals = new ArrayList<>();
  private long added;

  /**
   * A reduction to K components.
   *
   * @param seed of the seeded starts
   */
  public KlReduction(ComponentFamily family, int k, Seed seed) {
    this.family = family;
    this.k = k;
    this.seed = seed;
  }

  /** Components at which a group is full: at least 400, and 20 mixtures of K. */
  public int groupComponents() {
    return Math.max(400, 20 * k);
  }

  /** Components to which a full group is thinned: a quarter, so never fewer than 5 K. */
  public int thinnedComponents() {
    return groupComponents() / 4;
  }

  /** Adds a local mixture that stands for {@code rows} rows. */
  public void add(Mixture local, double rows) {
    keepAsStart(local);
    added++;
    addTo(0, local, rows);
  }

  /** The first few, then ever rarer ones: mixtures 1 to 5, then 10, 20, 40, … in turn. */
  private void keepAsStart(Mixture local) {
    if (local.size() != k) {
      return;
    }
    if (locals.size() < LOCAL_STARTS) {
      locals.add(local);
    } else if (added % LOCAL_STARTS == 0 && Long.bitCount(added / LOCAL_STARTS) == 1) {
      locals.set(Long.numberOfTrailingZeros(added / LOCAL_STARTS) % LOCAL_STARTS, local);
    }
  }

  private void addTo(int level, Mixture mixture, double rows) {
    if (levels.size() == level) {
      levels.add(new ComponentPool(family));
    }
    ComponentPool group = levels.get(level);
    group.add(mixture, rows);
    if (group.size() >= groupComponents()) {
      levels.set(level, new ComponentPool(family));
      Reduction thinned =
          Clustering.seeded(group, thinnedComponents(), seed.derive("thin").derive(added));
      addTo(level + 1, thinned.mixture(), group.totalWeight());
    }
  }

  /**
   * The best reduction over all kinds of starting points.
   *
   * @throws IllegalStateException if nothing was added
   */
  public Reduction reduce() {
    ComponentPool all = new ComponentPool(family);
    for (int level = levels.size() - 1; level >= 0; level--) {
      addAll(all, levels.get(level));
    }
    if (all.size() == 0) {
      throw new IllegalStateException("no local mixture to reduce");
    }
    if (all.size() > groupComponents()) {
      Reduction thinned = Clustering.seeded(all, thinnedComponents(), seed.derive("thin last"));
      ComponentPool thin = new ComponentPool(family);
      thin.add(thinned.mixture(), all.totalWeight());
      return best(thin);
    }
    return best(all);
  }

  /** Components that wait on all levels. */
  int waiting() {
    return levels.stream().mapToInt(ComponentPool::size).sum();
  }

  private static void addAll(ComponentPool all, ComponentPool part) {
    for (int i = 0; i < part.size(); i++) {
      all.add(part.component(i), part.weight(i));
    }
  }

  private Reduction best(ComponentPool pool) {
    if (pool.size() <= k) {
      return untouched(pool);
    }
    Reduction best =
        Clustering.run(pool, PairwiseMerging.run(pool, k), ReductionStart.PAIRWISE_MERGING);
    for (int s = 0; s < SEEDED_STARTS; s++) {
      best = better(best, Clustering.seeded(pool, k, seed.derive("seeded").derive(s)));
    }
    for (Mixture local : locals) {
      best = better(best, Clustering.run(pool, local.components(), ReductionStart.LOCAL_MIXTURE));
    }
    return best;
  }

  private static Reduction better(Reduction a, Reduction b) {
    return b.objective() < a.objective() ? b : a;
  }

  private static Reduction untouched(ComponentPool pool) {
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < pool.size(); i++) {
      components.add(pool.component(i));
    }
    Mixture mixture = Mixture.ofCounts(pool.family(), pool.weights(), components);
    return new Reduction(mixture, 0, ReductionStart.NOTHING_TO_REDUCE, 0, 0);
  }
}
