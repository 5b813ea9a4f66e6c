package org.mixreduce.core.data;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A uniform sample of subsets, with something that is known of each: those with the smallest hashes
 * of seed and subset, so that neither order nor tasks matter. Memory: the sample.
 */
public final class SubsetSample<T> {

  private record Kept<T>(long hash, SubsetId subset, T value) {}

  private final Seed seed;
  private final int size;
  private final PriorityQueue<Kept<T>> kept =
      new PriorityQueue<>(
          Comparator.<Kept<T>>comparingLong(Kept::hash).thenComparing(Kept::subset).reversed());

  /**
   * An empty sample.
   *
   * @param size the most that are kept
   */
  public SubsetSample(Seed seed, int size) {
    this.seed = seed;
    this.size = size;
  }

  /** The next subset. */
  public void offer(SubsetId subset, T value) {
    kept.add(new Kept<>(subset.seed(seed).value() >>> 1, subset, value));
    if (kept.size() > size) {
      kept.poll();
    }
  }

  /** What is known of those that were kept, in the order of the subsets. */
  public List<T> values() {
    return kept.stream().sorted(Comparator.comparing(Kept::subset)).map(Kept::value).toList();
  }
}
