package org.mixreduce.study.report;

/** Whether a figure that was to be reached was. Monte Carlo error is not counted in or out. */
enum Goal {
  REACHED,
  MISSED,
  /** Nothing was measured. */
  OPEN;

  /** Reached where the mean is no more than the limit. */
  static Goal atMost(double limit, Average average) {
    return average.count() == 0 ? OPEN : average.mean() <= limit ? REACHED : MISSED;
  }

  /** Reached where the mean is no less than the limit. */
  static Goal atLeast(double limit, Average average) {
    return average.count() == 0 ? OPEN : average.mean() >= limit ? REACHED : MISSED;
  }

  /** For tables: a miss stands out. */
  String text() {
    return switch (this) {
      case REACHED -> "reached";
      case MISSED -> "**missed**";
      case OPEN -> "–";
    };
  }
}
