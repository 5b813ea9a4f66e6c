package org.mixreduce.study.question;

import java.util.Locale;

/** How much of a design is run. */
public enum Scale {
  /** Every kind of cell once or a few times, in minutes. */
  SMALL,
  /** What the committed tables come from, in about an hour on two idle cores. */
  FULL;

  /** The number for this scale. */
  public int of(int small, int full) {
    return this == SMALL ? small : full;
  }

  /** The name in paths: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
