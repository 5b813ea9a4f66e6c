package org.mixreduce.mapper.record;

import org.apache.hadoop.conf.Configuration;
import org.mixreduce.avro.JsonText;
import org.mixreduce.avro.LayoutCodec;
import org.mixreduce.avro.record.RowLayoutRecord;
import org.mixreduce.core.data.RowLayout;

/** What tasks need to know of the input; crosses into them in one configuration value. */
public record InputSettings(RowLayout layout) {

  private static final String KEY = "mixreduce.input.layout";

  /** The format of the files. */
  public RecordFormat format() {
    return RecordFormats.of(layout.source().format());
  }

  /** Sets the value. */
  public void write(Configuration conf) {
    conf.set(KEY, JsonText.write(LayoutCodec.write(layout)));
  }

  /**
   * Reads the value.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static InputSettings read(Configuration conf) {
    String value = conf.getRaw(KEY);
    if (value == null) {
      throw new IllegalArgumentException("no value of " + KEY + ": not a job of MixReduce");
    }
    return new InputSettings(
        LayoutCodec.read(JsonText.read(value, RowLayoutRecord.getClassSchema())));
  }
}
