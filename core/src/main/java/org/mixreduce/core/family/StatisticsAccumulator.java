package org.mixreduce.core.family;

import java.util.List;
import org.mixreduce.core.data.RowBlock;

/** Adds up the statistics of rows under responsibilities. Not safe for two threads. */
public interface StatisticsAccumulator {

  /**
   * Adds the rows {@code from} to {@code from + count − 1}.
   *
   * @param shares w_i r_ik, row weight times responsibility, component by component: that of
   *     component k and row from + i at {@code shares[k * stride + i]}
   */
  void add(RowBlock rows, int from, int count, double[] shares, int stride);

  /** The statistics of all rows so far, one entry a component. */
  List<ComponentStatistics> statistics();
}
