package org.mixreduce.core.criterion;

/**
 * When a chain of growing K stops: after {@code limit} consecutive K that have not bettered the
 * best pseudo-BIC so far. Candidates must be told in the order of K; a K that could not be fitted
 * (not a number) is one that has not bettered it.
 */
public final class Patience {

  private final int limit;
  private double best = Double.POSITIVE_INFINITY;
  private int without;

  /** A chain with this patience, at least 1. */
  public Patience(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("patience must be at least 1, not " + limit);
    }
    this.limit = limit;
  }

  /** Takes the pseudo-BIC of the next K. */
  public void tell(double pseudoBic) {
    if (pseudoBic < best) {
      best = pseudoBic;
      without = 0;
    } else {
      without++;
    }
  }

  /** Whether it is time to stop. */
  public boolean exhausted() {
    return without >= limit;
  }
}
