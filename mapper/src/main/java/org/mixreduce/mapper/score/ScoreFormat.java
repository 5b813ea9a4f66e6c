package org.mixreduce.mapper.score;

import java.util.Locale;

/** What scores are written as. */
public enum ScoreFormat {
  /** Comma-separated text. */
  CSV,
  /** Avro container files. */
  AVRO,
  /** Parquet files. */
  PARQUET;

  /** As the command line has it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
