package org.mixreduce.core.profile;

/**
 * What the scan saw in one column. Minimum, maximum and frequent values are of usable rows; missing
 * and malformed count the rows that this column spoiled.
 *
 * <p>Law: {@link #add(ColumnProfile)} gives the profile of the union.
 */
public final class ColumnProfile {

  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;
  private long missing;
  private long malformed;
  private final FrequentValues frequent;

  /** Of no rows. */
  public ColumnProfile() {
    this.frequent = new FrequentValues();
  }

  /** Restores a part. */
  public ColumnProfile(
      double minimum, double maximum, long missing, long malformed, FrequentValues frequent) {
    this.minimum = minimum;
    this.maximum = maximum;
    this.missing = missing;
    this.malformed = malformed;
    this.frequent = frequent;
  }

  /** A value in a usable row. */
  public void addValue(double value) {
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
    frequent.add(value);
  }

  /** A row that lacks this column's value. */
  public void addMissing() {
    missing++;
  }

  /** A row that this column made malformed. */
  public void addMalformed() {
    malformed++;
  }

  /** Adds another part. */
  public void add(ColumnProfile other) {
    minimum = Math.min(minimum, other.minimum);
    maximum = Math.max(maximum, other.maximum);
    missing += other.missing;
    malformed += other.malformed;
    frequent.add(other.frequent);
  }

  /** Whether all usable rows share one value. */
  public boolean constant() {
    return minimum == maximum;
  }

  /** The smallest value; +∞ of no rows. */
  public double minimum() {
    return minimum;
  }

  /** The largest value; −∞ of no rows. */
  public double maximum() {
    return maximum;
  }

  /** Rows that lack it. */
  public long missing() {
    return missing;
  }

  /** Rows that it made malformed. */
  public long malformed() {
    return malformed;
  }

  /** Values that many rows share. */
  public FrequentValues frequent() {
    return frequent;
  }
}
