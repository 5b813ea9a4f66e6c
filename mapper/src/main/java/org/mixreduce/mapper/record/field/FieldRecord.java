package org.mixreduce.mapper.record.field;

import java.util.Arrays;

/**
 * The fields of a record that a job uses, by slot. One object is reused for all records; numbers
 * are not boxed.
 */
public final class FieldRecord {

  private enum Kind {
    NULL,
    WHOLE,
    SINGLE,
    DOUBLE,
    TEXT
  }

  private final Kind[] kinds;
  private final long[] wholes;
  private final double[] numbers;
  private final String[] texts;

  /** For so many slots. */
  public FieldRecord(int slots) {
    kinds = new Kind[slots];
    wholes = new long[slots];
    numbers = new double[slots];
    texts = new String[slots];
    clear();
  }

  /** Before the next record: every field is null. */
  public void clear() {
    Arrays.fill(kinds, Kind.NULL);
  }

  /** A whole number. */
  public void set(int slot, long value) {
    kinds[slot] = Kind.WHOLE;
    wholes[slot] = value;
    numbers[slot] = value;
  }

  /** A number of single precision. */
  public void set(int slot, float value) {
    kinds[slot] = Kind.SINGLE;
    numbers[slot] = value;
  }

  /** A number of double precision. */
  public void set(int slot, double value) {
    kinds[slot] = Kind.DOUBLE;
    numbers[slot] = value;
  }

  /** Text. */
  public void set(int slot, String value) {
    kinds[slot] = Kind.TEXT;
    texts[slot] = value;
  }

  /** Whether there is no value. */
  public boolean isNull(int slot) {
    return kinds[slot] == Kind.NULL;
  }

  /** A numeric field's value. */
  public double number(int slot) {
    return numbers[slot];
  }

  /**
   * Whether a numeric field holds that number, or both are NaN. A field of single precision holds
   * the nearest number that it can: -999.9 is another one when it is widened.
   */
  public boolean isNumber(int slot, double number) {
    double asked = kinds[slot] == Kind.SINGLE ? (float) number : number;
    double value = numbers[slot];
    return value == asked || (Double.isNaN(value) && Double.isNaN(asked));
  }

  /** Any field's value as text, as {@code String.valueOf} has it; empty for null. */
  public String text(int slot) {
    return switch (kinds[slot]) {
      case NULL -> "";
      case WHOLE -> Long.toString(wholes[slot]);
      case SINGLE -> Float.toString((float) numbers[slot]);
      case DOUBLE -> Double.toString(numbers[slot]);
      case TEXT -> texts[slot];
    };
  }
}
