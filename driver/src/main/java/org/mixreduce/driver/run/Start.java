package org.mixreduce.driver.run;

import java.util.Locale;

/** How a run of fit begins. */
public enum Start {
  /** Where there is nothing. */
  FRESH,
  /** In the place of another run. */
  OVERWRITE,
  /** Where an earlier driver ended. */
  RESUME,
  /** From the results of a finished run, to which it adds. */
  EXTEND;

  /** Where a run's record has it. */
  public static final String FIELD = "start";

  /** As a run's record has it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
