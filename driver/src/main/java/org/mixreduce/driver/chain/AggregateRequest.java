package org.mixreduce.driver.chain;

import java.util.List;
import java.util.Optional;
import org.mixreduce.core.family.ModelType;

/**
 * What a run of {@code aggregate} is asked for. What is empty is that of the runs.
 *
 * @param wanted which of the runs' candidates
 * @param local how the pooled sample is fitted, and rows are read
 * @param chain how scans proceed, and what selects; there are no rounds
 * @param limits how much bad input is borne, where rows are given
 * @param seed of everything random
 */
public record AggregateRequest(
    Wanted wanted, Local local, FitRequest.Chain chain, FitRequest.Limits limits, long seed) {

  /**
   * Candidates.
   *
   * @param types shapes; empty for all
   * @param components numbers of components; empty for all
   */
  public record Wanted(Optional<List<ModelType>> types, Optional<List<Integer>> components) {}

  /**
   * Fits of the pooled sample, and blocks of rows.
   *
   * @param subsetRows rows that a scan holds at a time
   * @param poolRows rows of the pooled sample, 0 for none
   * @param starts starting points of a fit
   * @param penalty multiplier of the penalty
   */
  public record Local(
      Optional<Integer> subsetRows,
      Optional<Integer> poolRows,
      int starts,
      Optional<Double> penalty) {}
}
