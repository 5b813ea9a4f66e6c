package org.mixreduce.core.data;

import java.util.Comparator;

/**
 * Where a subset of the rows lies: the file its split begins in (relative to the input root), the
 * split's first byte there, and the subset's place in the split, from 0. It names the rows, never
 * the task that read them, so a retried task emits the same fits.
 *
 * <p>Ordered by path, start and ordinal: the order of every sum and reduction.
 */
public record SubsetId(String path, long start, int ordinal) implements Comparable<SubsetId> {

  /** The pooled sample, when it is fitted like a subset. */
  public static final SubsetId POOLED_SAMPLE = new SubsetId("(pooled sample)", 0, 0);

  private static final Comparator<SubsetId> ORDER =
      Comparator.comparing(SubsetId::path)
          .thenComparingLong(SubsetId::start)
          .thenComparingInt(SubsetId::ordinal);

  /** The seed of everything random that is done with these rows. */
  public Seed seed(Seed root) {
    return root.derive(path).derive(start).derive(ordinal);
  }

  @Override
  public int compareTo(SubsetId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return path + ":" + start + "+" + ordinal;
  }
}
