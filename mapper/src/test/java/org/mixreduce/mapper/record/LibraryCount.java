package org.mixreduce.mapper.record;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** How many records each format's own library finds in a file. */
final class LibraryCount {

  private interface Records {
    boolean next() throws IOException;
  }

  private LibraryCount() {}

  /** Empty if the library does not come to the file's end. */
  static OptionalLong of(File file) {
    try {
      return OptionalLong.of(count(file));
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      // It may do with a damaged file what it likes.
      return OptionalLong.empty();
    }
  }

  private static long count(File file) throws IOException {
    String format = file.getName().split("-")[0];
    Path path = new Path(file.toURI());
    return switch (format) {
      case "text" -> lines(new ByteArrayInputStream(Files.readAllBytes(file.toPath())));
      case "text.gz" ->
          lines(new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file.toPath()))));
      case "avro" -> {
        try (DataFileReader<GenericRecord> reader =
            new DataFileReader<>(file, new GenericDatumReader<>())) {
          yield count(
              () -> {
                boolean there = reader.hasNext();
                if (there) {
                  reader.next();
                }
                return there;
              });
        }
      }
      case "parquet" -> {
        try (ParquetReader<Group> reader =
            ParquetReader.builder(new GroupReadSupport(), path).build()) {
          yield count(() -> reader.read() != null);
        }
      }
      case "sequence" -> {
        try (SequenceFile.Reader reader =
            new SequenceFile.Reader(new Configuration(), SequenceFile.Reader.file(path))) {
          LongWritable key = new LongWritable();
          Text value = new Text();
          yield count(
                  () -> {
                    boolean there = reader.next(key, value);
                    while (there && isBlank(value)) {
                      there = reader.next(key, value);
                    }
                    return there;
                  })
              - 1;
        }
      }
      default -> throw new IllegalArgumentException(format);
    };
  }

  /** Lines that are not blank, without the header. */
  private static long lines(InputStream in) throws IOException {
    try (LineReader reader = new LineReader(in)) {
      Text line = new Text();
      return count(
              () -> {
                int read = reader.readLine(line);
                while (read > 0 && isBlank(line)) {
                  read = reader.readLine(line);
                }
                return read > 0;
              })
          - 1;
    }
  }

  private static boolean isBlank(Text line) {
    return line.toString().matches("[ \t\r]*");
  }

  private static long count(Records records) throws IOException {
    long count = 0;
    while (records.next()) {
      count++;
    }
    return count;
  }
}
