package org.mixreduce.mapper.fit;

import java.util.List;
import org.mixreduce.avro.record.SplitRecord;

/**
 * How the replicates of a job are spread: subset i of B (in the order of the rows) draws ⌊(i + 1) R
 * / B⌋ − ⌊i R / B⌋ of R, so many subsets cost no more than few.
 */
final class ReplicateShare {

  private final long replicates;
  private final long subsets;
  private final long first;

  /** The share of one split, given all splits of the profile. */
  ReplicateShare(int replicates, List<SplitRecord> splits, int split) {
    this.replicates = replicates;
    long before = 0;
    long all = 0;
    for (int i = 0; i < splits.size(); i++) {
      int count = splits.get(i).getSubsets().size();
      all += count;
      before += i < split ? count : 0;
    }
    this.subsets = all;
    this.first = before;
  }

  /** Replicates of the subset at that place in the split. */
  int of(int ordinal) {
    long i = first + ordinal;
    return (int) ((i + 1) * replicates / subsets - i * replicates / subsets);
  }
}
