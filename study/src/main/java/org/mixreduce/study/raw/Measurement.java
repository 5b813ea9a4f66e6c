package org.mixreduce.study.raw;

/**
 * A number that a trial found.
 *
 * @param arm what was measured: a method, stage or setting
 * @param measure which of its properties
 * @param value in the measure's unit
 */
public record Measurement(String arm, String measure, double value) {

  /** Checks that the names can stand in a comma-separated file. */
  public Measurement {
    requireField(arm);
    requireField(measure);
  }

  static void requireField(String text) {
    if (text.contains(",") || text.contains("\n") || text.contains("\"")) {
      throw new IllegalArgumentException(
          "'" + text + "' cannot stand in a field: no commas, quotes or line breaks");
    }
  }
}
