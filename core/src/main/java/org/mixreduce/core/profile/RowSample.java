package org.mixreduce.core.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;

/**
 * A uniform sample without replacement of at most m rows: those of the smallest hashes of (seed,
 * row identity), so it is the same whatever task saw which row when.
 *
 * <p>Law: {@link #add(RowSample)} gives the sample of the union. A sample knows the threshold below
 * which it is complete, and a union is complete below the smaller one (the theta sketch: Dasgupta,
 * Lang, Rhodes and Thaler 2016, doi:10.4230/LIPIcs.ICDT.2016.8). So a part may keep fewer rows than
 * the whole will, and the result is still uniform, if perhaps smaller than m.
 *
 * <p>Memory: m (d + 3) numbers.
 */
public final class RowSample {

  /** A row in the sample. The hash is ≥ 0. */
  public record Entry(long hash, double weight, double[] values) {}

  private static final Comparator<Entry> BY_HASH = Comparator.comparingLong(Entry::hash);

  private final int capacity;
  private final PriorityQueue<Entry> largestFirst = new PriorityQueue<>(BY_HASH.reversed());
  private long threshold = Long.MAX_VALUE;

  /** An empty sample of at most {@code capacity} ≥ 0 rows. */
  public RowSample(int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("a sample holds 0 rows or more, not " + capacity);
    }
    this.capacity = capacity;
  }

  /** Whether a row of this hash would enter: ask before copying its values. */
  public boolean wants(long hash) {
    return capacity > 0 && hash < threshold;
  }

  /** Offers a row; takes over the array. */
  public void offer(long hash, double weight, double[] values) {
    if (!wants(hash)) {
      return;
    }
    largestFirst.add(new Entry(hash, weight, values));
    if (largestFirst.size() > capacity) {
      lowerThreshold(largestFirst.peek().hash());
    }
  }

  private void lowerThreshold(long limit) {
    threshold = Math.min(threshold, limit);
    while (!largestFirst.isEmpty() && largestFirst.peek().hash() >= threshold) {
      largestFirst.poll();
    }
  }

  /** Adds all of another part. */
  public void add(RowSample other) {
    if (capacity == 0) {
      return;
    }
    lowerThreshold(other.threshold);
    for (Entry entry : other.largestFirst) {
      offer(entry.hash(), entry.weight(), entry.values());
    }
  }

  /** Restores a part from its threshold and entries. */
  public static RowSample of(int capacity, long threshold, List<Entry> entries) {
    RowSample sample = new RowSample(capacity);
    sample.threshold = threshold;
    for (Entry entry : entries) {
      sample.offer(entry.hash(), entry.weight(), entry.values());
    }
    return sample;
  }

  /**
   * A uniform sample of m rows of n as it would be under other hashes: its rows get the m smallest
   * of n fresh ones. Runs over files of the same names with the same seed draw rows of the same
   * places, and their union as it stands would hold a place of all runs or of none; redrawn with
   * seeds of their own, they add up like independent samples.
   *
   * <p>The threshold, the (m + 1)-th smallest of n uniform hashes, follows Beta(m + 1, n − m), and
   * the m below it are uniform. The old threshold is not needed.
   *
   * @param entries the sample's rows
   * @param rows n, of which it was drawn
   */
  public static RowSample redrawn(int capacity, List<Entry> entries, long rows, Seed seed) {
    int drawn = entries.size();
    if (drawn > rows) {
      throw new IllegalArgumentException("a sample of " + drawn + " rows out of " + rows);
    }
    RandomGenerator random = seed.generator();
    double limit =
        drawn == rows ? 1 : new BetaDistribution(random, drawn + 1.0, rows - drawn).sample();
    RowSample sample = new RowSample(capacity);
    sample.threshold = (long) (limit * 0x1p63);
    for (Entry entry : entries) {
      long hash = (long) (limit * random.nextDouble() * 0x1p63);
      sample.offer(hash, entry.weight(), entry.values());
    }
    return sample;
  }

  /** The hash below which no row is missing. */
  public long threshold() {
    return threshold;
  }

  /** The rows by ascending hash: an order as random as the choice. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(largestFirst);
    entries.sort(BY_HASH);
    return entries;
  }

  /** The rows as a block, in the order of {@link #entries()}. */
  public RowBlock toBlock(int dimension) {
    RowBlockBuilder builder = new RowBlockBuilder(dimension);
    for (Entry entry : entries()) {
      builder.add(entry.values(), entry.weight());
    }
    return builder.build();
  }

  /** How many rows it holds. */
  public int size() {
    return largestFirst.size();
  }
}
