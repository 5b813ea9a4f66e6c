package org.mixreduce.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** A record as one line of JSON, for settings that cross into tasks as text. */
public final class JsonText {

  private JsonText() {}

  /** The record as JSON. */
  public static <T extends SpecificRecord> String write(T record) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      JsonEncoder encoder = EncoderFactory.get().jsonEncoder(record.getSchema(), bytes);
      new SpecificDatumWriter<T>(record.getSchema()).write(record, encoder);
      encoder.flush();
      return bytes.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The record of a JSON text.
   *
   * @throws IllegalArgumentException if the text is none of that schema
   */
  public static <T extends SpecificRecord> T read(String json, Schema schema) {
    try {
      SpecificDatumReader<T> reader = new SpecificDatumReader<>(schema);
      return reader.read(null, DecoderFactory.get().jsonDecoder(schema, json));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("no " + schema.getName() + ": " + json, e);
    }
  }
}
