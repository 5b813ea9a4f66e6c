package org.mixreduce.core.trust;

import java.util.Locale;

/** Numbers as findings say them. */
final class Words {

  private Words() {}

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
