package org.mixreduce.avro;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro container files whose bytes depend on nothing but the records: the sync marker, which Avro
 * draws at random, is the digest of the schema here.
 */
public final class ContainerFile {

  private ContainerFile() {}

  /** Opens a writer that owns the stream and closes it. */
  public static <T extends SpecificRecord> DataFileWriter<T> writer(Schema schema, OutputStream out)
      throws IOException {
    DataFileWriter<T> writer = new DataFileWriter<>(new SpecificDatumWriter<T>(schema));
    writer.create(schema, out, syncMarker(schema));
    return writer;
  }

  /** Writes a whole file and closes the stream. */
  public static <T extends SpecificRecord> void write(
      Schema schema, List<T> records, OutputStream out) throws IOException {
    try (DataFileWriter<T> writer = writer(schema, out)) {
      for (T record : records) {
        writer.append(record);
      }
    }
  }

  /**
   * Opens a reader that owns the stream and closes it; its iterator throws {@link
   * AvroRuntimeException} on a file that breaks off.
   *
   * @throws IOException if it is no container file
   */
  public static <T extends SpecificRecord> DataFileStream<T> reader(Schema schema, InputStream in)
      throws IOException {
    SpecificDatumReader<T> reader = new SpecificDatumReader<>();
    reader.setExpected(schema);
    return new DataFileStream<>(in, reader);
  }

  /**
   * Reads a whole file and closes the stream.
   *
   * @throws IOException if it is no container file, breaks off, or holds records of another schema
   */
  public static <T extends SpecificRecord> List<T> read(Schema schema, InputStream in)
      throws IOException {
    List<T> records = new ArrayList<>();
    try (DataFileStream<T> stream = reader(schema, in)) {
      for (T record : stream) {
        records.add(record);
      }
      return records;
    } catch (EOFException e) {
      throw new EOFException("the file breaks off after " + records.size() + " records");
    } catch (AvroRuntimeException
        | ArrayIndexOutOfBoundsException
        | NegativeArraySizeException
        | ClassCastException e) {
      throw new IOException("after " + records.size() + " records: " + e.getMessage(), e);
    }
  }

  private static byte[] syncMarker(Schema schema) {
    try {
      return MessageDigest.getInstance("MD5")
          .digest(schema.toString().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has MD5", e);
    }
  }
}
