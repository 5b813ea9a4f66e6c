package org.mixreduce.core.trust;

import java.util.Locale;

/** Numbers as findings say them. */
final class Words {

  private Words() {}

  /** Nats to two digits, and to one behind the point where there are more before it. */
  static String nats(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2g" : "%.1f", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
