package org.mixreduce.driver.plan;

import java.util.Locale;

/** Seconds, from and to. */
record Span(double least, double most) {

  static final Span NONE = new Span(0, 0);

  Span plus(Span other) {
    return new Span(least + other.least, most + other.most);
  }

  /** So many times the least, and so many times the most. */
  Span times(double fewest, double greatest) {
    return new Span(least * fewest, most * greatest);
  }

  @Override
  public String toString() {
    String from = text(least);
    String to = text(most);
    return from.equals(to) ? from : from + " to " + to;
  }

  /** Two digits are more than an estimate has. */
  private static String text(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (seconds < 120) {
      return Math.round(seconds) + " s";
    }
    return seconds < 7200
        ? Math.round(seconds / 60) + " min"
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
