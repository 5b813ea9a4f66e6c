package org.mixreduce.mapper.rows;

import org.mixreduce.mapper.record.ParsedRow;

/** How the records of a job divide. */
public enum RowCounter {
  /** Used. */
  USABLE,
  /** Skipped: wrong number of fields, or a field that is no number. */
  MALFORMED,
  /** Skipped: a value is missing. */
  MISSING,
  /** Skipped: the weight is zero. */
  WEIGHTLESS,
  /** Usable, but in a subset that the job leaves out. */
  LEFT_OUT;

  /** What a record is, as long as no subset is left out. */
  public static RowCounter of(ParsedRow row) {
    return switch (row.status()) {
      case ROW -> row.weight() > 0 ? USABLE : WEIGHTLESS;
      case MISSING -> MISSING;
      case MALFORMED -> MALFORMED;
    };
  }
}
