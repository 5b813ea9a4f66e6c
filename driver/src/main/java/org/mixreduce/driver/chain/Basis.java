package org.mixreduce.driver.chain;

import java.util.Locale;

/** What the reported criteria and the choice among candidates rest on. */
public enum Basis {
  /** Every row that was fitted: exact criteria, after exact updates. */
  ALL_ROWS,
  /** Rows that are not those that were fitted: exact criteria of these rows, no updates. */
  OTHER_ROWS,
  /** No rows, only what local fits say: the pseudo-BIC. */
  LOCAL_FITS;

  /** As files show it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
