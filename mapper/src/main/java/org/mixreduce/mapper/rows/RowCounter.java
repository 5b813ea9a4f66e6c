package org.mixreduce.mapper.rows;

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
  LEFT_OUT
}
