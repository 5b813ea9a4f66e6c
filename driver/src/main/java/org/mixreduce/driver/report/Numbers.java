package org.mixreduce.driver.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as tables and files show them, whatever the locale. */
final class Numbers {

  private Numbers() {}

  /** Four decimals, for log-likelihoods and criteria; a dash for no number. */
  static String fixed(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** Five significant digits. */
  static String significant(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.5g", value);
  }

  /** Two significant digits, for standard errors; a dash for no number. */
  static String error(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    boolean plain = value >= 1e-4 && value < 1e6;
    return plain
        ? new BigDecimal(value).round(new MathContext(2)).toPlainString()
        : String.format(Locale.ROOT, "%.1e", value);
  }

  /** Two significant digits, for gains. */
  static String small(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1e", value);
  }

  /** A count that may be a weight: without decimals if it is whole. */
  static String count(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  /** The shortest text that reads back as the same number; NA for no number. */
  static String exact(double value) {
    return Double.isFinite(value) ? new BigDecimal(Double.toString(value)).toPlainString() : "NA";
  }

  /** A field of comma-separated text, in quotes if it needs them. */
  static String quoted(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
