package org.mixreduce.mapper.record;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.mixreduce.core.data.RowLayout;

/** The same rows in files of every format, and what a job reads of them. */
public final class FormatFiles {

  /** An id, a variable that may be null, one within a record that may be null, and ballast. */
  static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Measure", "fields": [
                {"name": "tags", "type": {"type": "array", "items": "string"}},
                {"name": "id", "type": "long"},
                {"name": "x", "type": ["null", "double"]},
                {"name": "name", "type": "string"},
                {"name": "more", "type": ["null", {"type": "record", "name": "More", "fields": [
                  {"name": "flag", "type": "boolean"},
                  {"name": "y", "type": "float"}]}]}]}
              """);

  private FormatFiles() {}

  /** Row i: every seventh lacks x, every eleventh the record of y. */
  static GenericRecord row(int i) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("tags", i % 3 == 0 ? List.of("a", "b" + i) : List.of());
    row.put("id", (long) i << 20);
    row.put("x", i % 7 == 0 ? null : i / 8.0);
    row.put("name", i % 2 == 0 ? "even" : "row " + i);
    if (i % 11 != 0) {
      GenericRecord more =
          new GenericData.Record(SCHEMA.getField("more").schema().getTypes().get(1));
      more.put("flag", i % 5 == 0);
      more.put("y", -i / 4f);
      row.put("more", more);
    }
    return row;
  }

  /** The same as a line. */
  static String line(int i) {
    GenericRecord row = row(i);
    GenericRecord more = (GenericRecord) row.get("more");
    return row.get("id")
        + ","
        + (row.get("x") == null ? "" : row.get("x"))
        + ","
        + row.get("name")
        + ","
        + (more == null ? "" : more.get("y"));
  }

  /** What {@link #read} should give for rows 0 to n − 1. */
  static List<String> expected(int n) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      GenericRecord row = row(i);
      GenericRecord more = (GenericRecord) row.get("more");
      boolean whole = row.get("x") != null && more != null;
      rows.add(
          row.get("id")
              + " "
              + row.get("name")
              + (whole
                  ? " ROW " + row.get("x") + " " + ((Float) more.get("y")).doubleValue()
                  : " MISSING"));
    }
    return rows;
  }

  static void text(File file, int rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,x,name,more.y"));
    for (int i = 0; i < rows; i++) {
      lines.add(line(i));
    }
    Files.write(file.toPath(), lines, StandardCharsets.UTF_8);
  }

  static void gzip(File file, int rows) throws IOException {
    text(file, rows);
    byte[] text = Files.readAllBytes(file.toPath());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file.toPath()))) {
      out.write(text);
    }
  }

  static void avro(File file, int rows, CodecFactory codec) throws IOException {
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
      writer.setCodec(codec);
      writer.setSyncInterval(500);
      writer.create(SCHEMA, file);
      for (int i = 0; i < rows; i++) {
        writer.append(row(i));
      }
    }
  }

  static void parquet(File file, int rows, CompressionCodecName codec, WriterVersion version)
      throws IOException {
    parquet(file, rows, codec, version, true);
  }

  /** Row groups of a size. */
  static void parquet(
      File file, int rows, CompressionCodecName codec, WriterVersion version, long group)
      throws IOException {
    try (ParquetWriter<GenericRecord> writer =
        parquet(file, codec, version).withRowGroupSize(group).build()) {
      for (int i = 0; i < rows; i++) {
        writer.write(row(i));
      }
    }
  }

  private static AvroParquetWriter.Builder<GenericRecord> parquet(
      File file, CompressionCodecName codec, WriterVersion version) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toURI());
    return AvroParquetWriter.<GenericRecord>builder(
            HadoopOutputFile.fromPath(path, new Configuration()))
        .withSchema(SCHEMA)
        .withCompressionCodec(codec)
        .withWriterVersion(version);
  }

  static void parquet(
      File file, int rows, CompressionCodecName codec, WriterVersion version, boolean checksums)
      throws IOException {
    try (ParquetWriter<GenericRecord> writer =
        parquet(file, codec, version)
            .withPageWriteChecksumEnabled(checksums)
            .withRowGroupSize(4096L)
            .withPageSize(512)
            .build()) {
      for (int i = 0; i < rows; i++) {
        writer.write(row(i));
      }
    }
  }

  static void sequence(File file, int rows, SequenceFile.CompressionType type) throws IOException {
    Configuration conf = new Configuration();
    conf.setInt("io.seqfile.compress.blocksize", 300);
    DefaultCodec codec = new DefaultCodec();
    codec.setConf(conf);
    try (SequenceFile.Writer writer =
        SequenceFile.createWriter(
            conf,
            SequenceFile.Writer.file(new org.apache.hadoop.fs.Path(file.toURI())),
            SequenceFile.Writer.keyClass(LongWritable.class),
            SequenceFile.Writer.valueClass(Text.class),
            SequenceFile.Writer.syncInterval(400),
            SequenceFile.Writer.compression(type, codec))) {
      writer.append(new LongWritable(-1), new Text("id,x,name,more.y"));
      for (int i = 0; i < rows; i++) {
        writer.append(new LongWritable(i), new Text(line(i)));
      }
    }
  }

  /** Puts other bytes into a file, and forgets Hadoop's checksums of what was there. */
  static void replace(File file, byte[] bytes) throws IOException {
    Files.deleteIfExists(file.toPath().resolveSibling("." + file.getName() + ".crc"));
    Files.write(file.toPath(), bytes);
  }

  /** The layout of a file's rows: x and more.y are variables, id and name are ids. */
  static RowLayout layout(RecordFormat format, FileSchema schema) {
    List<String> names = schema.names();
    return new RowLayout(
        new RowLayout.Source(format.label(), schema.types()),
        new RowLayout.Syntax(',', '"', List.of()),
        Optional.of(names),
        names.size(),
        columns(names, "x", "more.y"),
        columns(names, "id", "name"),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** The same of a file of lines. */
  static RowLayout layout(RecordFormat format) {
    List<String> names = List.of("id", "x", "name", "more.y");
    return new RowLayout(
        new RowLayout.Source(format.label(), List.of()),
        new RowLayout.Syntax(',', '"', List.of()),
        Optional.of(names),
        names.size(),
        columns(names, "x", "more.y"),
        columns(names, "id", "name"),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  private static List<RowLayout.Column> columns(List<String> all, String... names) {
    List<RowLayout.Column> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(new RowLayout.Column(all.indexOf(name), name));
    }
    return columns;
  }

  /** The layout of a file as a look at it says. */
  static RowLayout layout(File file) throws IOException {
    Configuration conf = new Configuration();
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toURI());
    var status = path.getFileSystem(conf).getFileStatus(path);
    RecordFormat format = RecordFormats.ofFile(status, conf);
    return format
        .look(status, 10, new RowLayout.Syntax(',', '"', List.of()), conf)
        .schema()
        .map(schema -> layout(format, schema))
        .orElseGet(() -> layout(format));
  }

  /** Every row of some files as ids, what it is, and values, over splits of a size. */
  static List<String> read(RowLayout layout, long split, Path... files)
      throws IOException, InterruptedException {
    Job job = Job.getInstance(new Configuration());
    job.getConfiguration().setLong(FileInputFormat.SPLIT_MAXSIZE, split);
    new InputSettings(layout).write(job.getConfiguration());
    for (Path file : files) {
      FileInputFormat.addInputPath(job, new org.apache.hadoop.fs.Path(file.toUri()));
    }
    List<String> rows = new ArrayList<>();
    RowParser parser = new InputSettings(layout).format().parser(layout);
    ParsedRow row = new ParsedRow(layout);
    PackedInputFormat format = new PackedInputFormat();
    for (InputSplit part : format.getSplits(job)) {
      TaskAttemptContextImpl context =
          new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID());
      try (RecordReader<RecordPosition, Object> reader = format.createRecordReader(part, context)) {
        reader.initialize(part, context);
        while (reader.nextKeyValue()) {
          parser.parse(reader.getCurrentValue(), row);
          rows.add(describe(row));
        }
      }
    }
    return rows;
  }

  private static String describe(ParsedRow row) {
    String values =
        row.status() == ParsedRow.Status.ROW ? " " + row.values()[0] + " " + row.values()[1] : "";
    return row.id(0) + " " + row.id(1) + " " + row.status() + values;
  }
}
