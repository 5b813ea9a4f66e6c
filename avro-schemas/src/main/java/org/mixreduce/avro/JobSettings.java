package org.mixreduce.avro;

import org.mixreduce.avro.record.JobSettingsRecord;

/** The one place where a run's settings become a configuration value and come back. */
public final class JobSettings {

  /** The configuration key. */
  public static final String KEY = "mixreduce.job.settings";

  private JobSettings() {}

  /** The value for {@link #KEY}. */
  public static String write(JobSettingsRecord settings) {
    return JsonText.write(settings);
  }

  /**
   * The settings of a value.
   *
   * @throws IllegalArgumentException if there is none, or it is no settings
   */
  public static JobSettingsRecord read(String value) {
    if (value == null) {
      throw new IllegalArgumentException("no value of " + KEY + ": not a job of MixReduce");
    }
    return JsonText.read(value, JobSettingsRecord.getClassSchema());
  }
}
