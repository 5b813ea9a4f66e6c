package org.mixreduce.driver.plan;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.mapper.record.SubsetCutter;

/**
 * How rows divide into splits and subsets.
 *
 * @param rows usable rows
 * @param weight N, their total weight
 * @param splits how many there are
 * @param subsets rows of each
 */
record Division(double rows, double weight, int splits, List<Long> subsets) {

  /**
   * By the bytes of the splits.
   *
   * @param more a factor on the rows that the sample tells
   */
  static Division of(SampledRows sample, List<Long> splitBytes, int subsetRows, double more) {
    double rows = 0;
    List<Long> subsets = new ArrayList<>();
    for (long bytes : splitBytes) {
      double here = more * sample.rowsIn(bytes);
      rows += here;
      cut(Math.round(here), new SubsetCutter(subsetRows), subsets);
    }
    double weight = sample.profile().moments().weight() / sample.profile().counts().rows();
    return new Division(rows, rows * weight, splitBytes.size(), List.copyOf(subsets));
  }

  private static void cut(long rows, SubsetCutter cutter, List<Long> subsets) {
    long left = rows;
    while (cutter.cutsAt((int) Math.min(Integer.MAX_VALUE, left))) {
      subsets.add((long) cutter.subsetRows());
      left -= cutter.subsetRows();
    }
    if (left > 0) {
      subsets.add(left);
    }
  }

  /** Rows of the smallest subset. */
  long smallest() {
    return subsets.stream().mapToLong(Long::longValue).min().orElse(0);
  }

  /** Rows of the largest subset. */
  long largest() {
    return subsets.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
