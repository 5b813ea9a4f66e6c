package org.mixreduce.driver.input;

import java.util.Optional;

/**
 * Which columns are what, as the user wrote it: each a list such as {@code 4-7,Voltage}.
 *
 * @param columns to cluster by; empty for all that are left
 * @param ids to repeat in scores
 * @param weight of each row
 * @param truth the known class of each row
 */
public record ColumnOptions(
    Optional<String> columns,
    Optional<String> ids,
    Optional<String> weight,
    Optional<String> truth) {

  /** Nothing chosen. */
  public static final ColumnOptions NONE =
      new ColumnOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
