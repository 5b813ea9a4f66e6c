package org.mixreduce.mapper.fit;

import java.util.List;
import org.mixreduce.avro.record.SplitRecord;

/**
 * How the replicates of a job are spread: subset i of B (in the order of the rows) draws ⌊(i + 1) R
 * / B⌋ − ⌊i R / B⌋ of R, so many subsets cost no more than few. Subsets that are left out do not
 * count.
 */
final class ReplicateShare {

  private final long replicates;
  private final long subsets;
  private final long first;
  private final List<Integer> own;

  /** The share of one split, given all splits of the profile. */
  ReplicateShare(int replicates, List<SplitRecord> splits, int split) {
    this.replicates = replicates;
    long before = 0;
    long all = 0;
    for (int i = 0; i < splits.size(); i++) {
      long count = count(splits.get(i).getSubsets());
      all += count;
      before += i < split ? count : 0;
    }
    this.subsets = all;
    this.first = before;
    this.own = splits.get(split).getSubsets();
  }

  /** A subset that is left out stands in the profile with no rows. */
  private static long count(List<Integer> subsets) {
    return subsets.stream().filter(rows -> rows > 0).count();
  }

  /** Replicates of the subset at that place in the split. */
  int of(int ordinal) {
    long i = first + count(own.subList(0, ordinal));
    return (int) ((i + 1) * replicates / subsets - i * replicates / subsets);
  }
}
