package org.mixreduce.driver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/** Rows of two classes, the same in every format: a long id, a name, x, more.y and a class. */
final class MeasureFiles {

  static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Measure", "fields": [
                {"name": "id", "type": "long"},
                {"name": "name", "type": ["null", "string"]},
                {"name": "ok", "type": "boolean"},
                {"name": "x", "type": ["null", "double"]},
                {"name": "more", "type": {"type": "record", "name": "More", "fields": [
                  {"name": "y", "type": "double"}]}},
                {"name": "class", "type": "string"}]}
              """);

  private final List<GenericRecord> rows = new ArrayList<>();

  MeasureFiles(int count) {
    Random random = new Random(7);
    for (int i = 0; i < count; i++) {
      boolean first = random.nextDouble() < 0.4;
      GenericRecord more = new GenericData.Record(SCHEMA.getField("more").schema());
      more.put("y", random.nextGaussian() + (first ? 5 : 0));
      GenericRecord row = new GenericData.Record(SCHEMA);
      row.put("id", (1L << 40) + i);
      row.put("name", i % 10 == 3 ? null : "n" + i);
      row.put("ok", first);
      row.put("x", i % 25 == 9 ? null : random.nextGaussian());
      row.put("more", more);
      row.put("class", first ? "a" : "b");
      rows.add(row);
    }
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(List.of("id,name,ok,x,more.y,class"));
    for (GenericRecord row : rows) {
      lines.add(
          row.get("id")
              + ","
              + text(row.get("name"))
              + ","
              + row.get("ok")
              + ","
              + text(row.get("x"))
              + ","
              + ((GenericRecord) row.get("more")).get("y")
              + ","
              + row.get("class"));
    }
    return lines;
  }

  Path text(Path file) throws IOException {
    return Files.write(file, lines());
  }

  Path avro(Path file) throws IOException {
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
      writer.create(SCHEMA, file.toFile());
      for (GenericRecord row : rows) {
        writer.append(row);
      }
    }
    return file;
  }

  Path parquet(Path file) throws IOException {
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(
                HadoopOutputFile.fromPath(
                    new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
            .withSchema(SCHEMA)
            .build()) {
      for (GenericRecord row : rows) {
        writer.write(row);
      }
    }
    return file;
  }

  Path sequence(Path file) throws IOException {
    try (SequenceFile.Writer writer =
        SequenceFile.createWriter(
            new Configuration(),
            SequenceFile.Writer.file(new org.apache.hadoop.fs.Path(file.toUri())),
            SequenceFile.Writer.keyClass(NullWritable.class),
            SequenceFile.Writer.valueClass(Text.class))) {
      for (String line : lines()) {
        writer.append(NullWritable.get(), new Text(line));
      }
    }
    return file;
  }
}
