package org.mixreduce.mapper.record;

/**
 * Where a split's rows are cut into subsets: every subset has S rows, and a remainder shorter than
 * half of S joins its neighbour. So the first S rows leave once S + ⌈S / 2⌉ wait, and the last
 * subset has from ⌈S / 2⌉ to S + ⌈S / 2⌉ − 1 rows, or fewer if it is the only one.
 */
public record SubsetCutter(int subsetRows) {

  /** Checks S. */
  public SubsetCutter {
    if (subsetRows < 1) {
      throw new IllegalArgumentException("a subset has at least one row, not " + subsetRows);
    }
  }

  /** S + ⌈S / 2⌉: more never wait. */
  public int mostWaiting() {
    return (int) Math.min(Integer.MAX_VALUE, limit());
  }

  /** Whether S rows leave now that so many wait. */
  public boolean cutsAt(int waiting) {
    return waiting >= limit();
  }

  private long limit() {
    return subsetRows + (subsetRows + 1L) / 2;
  }
}
