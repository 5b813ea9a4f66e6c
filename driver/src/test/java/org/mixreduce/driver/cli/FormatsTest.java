package org.mixreduce.driver.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.record.MixtureRecord;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.driver.cli.CommandLine.Result;

/** The same rows in text, Avro, Parquet and SequenceFiles give the same models and scores. */
public class FormatsTest {

  @ClassRule public static final TemporaryFolder SHARED = new TemporaryFolder();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final List<String> NAMES =
      List.of("rows.csv", "rows.avro", "rows.parquet", "rows.seq");

  private static Path shared(String name) {
    return SHARED.getRoot().toPath().resolve(name);
  }

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  /** A fit of each; one file, so one split and the same subsets, called by the same seed. */
  @BeforeClass
  public static void fitEach() throws IOException {
    MeasureFiles files = new MeasureFiles(400);
    for (String name : NAMES) {
      // Subsets are named by their file, and seeds derive from names.
      Path folder = Files.createDirectory(shared(name));
      Path file = folder.resolve("rows");
      switch (name) {
        case "rows.csv" -> files.text(file);
        case "rows.avro" -> files.avro(file);
        case "rows.parquet" -> files.parquet(file);
        default -> files.sequence(file);
      }
      ok(fit(folder, shared(name + "-model"), header(name)));
    }
  }

  private static Object[] header(String name) {
    boolean lines = name.equals("rows.csv") || name.equals("rows.seq");
    return lines ? new Object[] {"--header"} : new Object[0];
  }

  private static Result fit(Path input, Path output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "fit",
                "--input",
                input,
                "--output",
                output,
                "--k",
                "2",
                "--starts",
                "2",
                "--standard-errors",
                "none",
                "--columns",
                "x,more.y",
                "--id-columns",
                "id,name"));
    arguments.addAll(Arrays.asList(more));
    return CommandLine.run(arguments.toArray());
  }

  private static Result ok(Result result) {
    assertEquals(result.err(), ExitCode.DONE, result.code());
    return result;
  }

  private static MixtureRecord mixture(Path model) throws IOException {
    List<ModelRecord> records =
        ContainerFile.read(
            ModelRecord.getClassSchema(), Files.newInputStream(model.resolve("model.avro")));
    return records.get(0).getMixture();
  }

  private void assertRefused(Result result, ExitCode code, String... words) {
    assertEquals(result.err(), code, result.code());
    String last = result.err().strip().lines().reduce((a, b) -> b).orElse("");
    for (String word : words) {
      assertTrue("'" + word + "' in: " + last, last.contains(word));
    }
    assertFalse("no stack trace: " + result.err(), result.err().contains("\tat "));
  }

  @Test
  public void theSameNumbersGiveTheSameModel() throws IOException {
    for (String name : NAMES) {
      assertEquals(name, mixture(shared("rows.csv-model")), mixture(shared(name + "-model")));
      for (String file : List.of("candidates.csv", "subsets.csv")) {
        assertEquals(
            name,
            Files.readString(shared("rows.csv-model").resolve(file)),
            Files.readString(shared(name + "-model").resolve(file)));
      }
    }
  }

  @Test
  public void scoresAreTheSameWhateverTheModelWasFittedTo() throws IOException {
    String expected = null;
    for (String model : List.of("rows.csv", "rows.avro")) {
      for (String rows : NAMES) {
        Path out = path(model + "-" + rows);
        Result result =
            CommandLine.run(
                "score",
                "--model",
                shared(model + "-model"),
                "--input",
                shared(rows),
                "--output",
                out,
                "--truth",
                "class");
        ok(result);
        assertTrue(result.out(), result.out().contains("16 with missing"));
        assertTrue(result.out(), result.out().contains("adjusted Rand index 0.9"));
        String scores = Files.readString(out.resolve("part-m-00000"));
        expected = expected == null ? scores : expected;
        assertEquals(rows + " by the model of " + model, expected, scores);
      }
    }
    assertTrue(expected, expected.startsWith("id,name,component,"));
    assertTrue(expected, expected.contains("\n1099511627776,n0,"));
    assertTrue(expected, expected.contains("\n1099511627779,NA,"));
  }

  @Test
  public void idsKeepTheirTypesInAvroAndParquet() throws IOException {
    for (String rows : List.of("rows.avro", "rows.parquet")) {
      for (String format : List.of("avro", "parquet")) {
        Path out = path(rows + "-as-" + format);
        ok(
            CommandLine.run(
                "score",
                "--model",
                shared("rows.csv-model"),
                "--input",
                shared(rows),
                "--output",
                out,
                "--format",
                format,
                "--id-columns",
                "id,name,ok,more.y"));
        List<GenericRecord> scores = read(out, format);
        assertEquals(400, scores.size());
        GenericRecord fourth = scores.get(3);
        assertEquals((1L << 40) + 3, fourth.get("id"));
        assertEquals(null, fourth.get("name"));
        assertEquals("n4", scores.get(4).get("name").toString());
        assertTrue(fourth.get("ok") instanceof Boolean);
        assertTrue(fourth.get("more_y") instanceof Double);
        assertTrue(fourth.get("component") instanceof Integer);
        assertEquals(null, scores.get(9).get("log_density"));
      }
    }
  }

  private static List<GenericRecord> read(Path out, String format) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    if (format.equals("avro")) {
      try (DataFileReader<GenericRecord> reader =
          new DataFileReader<>(
              out.resolve("part-m-00000.avro").toFile(), new GenericDatumReader<>())) {
        reader.forEach(records::add);
      }
      return records;
    }
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(out.resolve("part-m-00000.parquet").toUri());
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                HadoopInputFile.fromPath(file, new Configuration()))
            .build()) {
      for (GenericRecord record = reader.read(); record != null; record = reader.read()) {
        records.add(record);
      }
    }
    return records;
  }

  @Test
  public void shufflingAndLeavingSubsetsOutWorkAsForText() throws IOException {
    for (String how : List.of("shuffled", "robust")) {
      List<MixtureRecord> models = new ArrayList<>();
      for (String name : List.of("rows.avro", "rows.parquet")) {
        Path out = path(how + name);
        List<Object> options =
            how.equals("shuffled")
                ? List.of("--shuffle", "--subset-rows", "100")
                : List.of("--aggregate", "robust", "--subset-rows", "60");
        ok(fit(shared(name), out, options.toArray()));
        models.add(mixture(out));
      }
      assertEquals(how, models.get(0), models.get(1));
    }
  }

  @Test
  public void aModelIsAggregatedOnRowsOfAnotherFormat() {
    ok(
        CommandLine.run(
            "aggregate",
            "--runs",
            shared("rows.csv-model"),
            "--input",
            shared("rows.parquet"),
            "--output",
            path("aggregated")));
  }

  @Test
  public void columnsThatCannotBeVariables() {
    for (String name : List.of("rows.avro", "rows.parquet")) {
      assertRefused(
          fit(shared(name), path("out"), "--columns", "x,ok"), ExitCode.USAGE, "--columns");
      Object[] all = {"fit", "--input", shared(name), "--output", path("out"), "--k", "1"};
      assertRefused(CommandLine.run(all), ExitCode.USAGE, "'name'", "string", "--id-columns");
      Object[] flag = Arrays.copyOf(all, all.length + 2);
      flag[all.length] = "--columns";
      flag[all.length + 1] = "ok,x";
      assertRefused(CommandLine.run(flag), ExitCode.USAGE, "'ok'", "boolean");
      flag[all.length + 1] = "z";
      assertRefused(CommandLine.run(flag), ExitCode.USAGE, "'z'", "more.y");
    }
  }

  @Test
  public void filesOfSeveralFormatsAreRefused() throws IOException {
    Path mixed = Files.createDirectory(path("mixed"));
    new MeasureFiles(10).avro(mixed.resolve("a.avro"));
    new MeasureFiles(10).parquet(mixed.resolve("b.parquet"));
    assertRefused(
        fit(mixed, path("out")), ExitCode.BAD_INPUT, "a.avro is avro", "b.parquet is parquet");
    assertRefused(
        fit(mixed, path("out"), "--input-format", "excel"), ExitCode.USAGE, "excel", "parquet");
    assertRefused(
        fit(mixed, path("out"), "--input-format", "avro"), ExitCode.BAD_INPUT, "b.parquet");
  }

  @Test
  public void aFileOfAnotherSchemaIsNamedWithItsField() throws IOException {
    Path folder = Files.createDirectory(path("in"));
    new MeasureFiles(50).avro(folder.resolve("a.avro"));
    Path other = folder.resolve("b.avro");
    write(other, "{\"name\": \"x\", \"type\": \"string\"}", "text");
    assertRefused(fit(folder, path("out")), ExitCode.BAD_INPUT, "b.avro", "field 'id'");
    assertRefused(
        fit(folder, path("out"), "--id-columns", "class"), ExitCode.USAGE, "--id-columns");
    Object[] plain = {
      "fit", "--input", folder, "--output", path("out"), "--k", "1", "--columns", "x,more.y"
    };
    assertRefused(
        CommandLine.run(plain), ExitCode.BAD_INPUT, "b.avro", "field 'x'", "string", "double");
    write(other, "{\"name\": \"z\", \"type\": \"double\"}", 1.0);
    assertRefused(CommandLine.run(plain), ExitCode.BAD_INPUT, "field 'x'", "not in b.avro", "[z]");
    Object[] score = {
      "score", "--model", shared("rows.csv-model"), "--input", folder, "--output", path("scores")
    };
    assertRefused(CommandLine.run(score), ExitCode.BAD_INPUT, "b.avro");
    assertFalse(Files.exists(path("scores")));
  }

  private static void write(Path file, String field, Object value) throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": [" + field + "]}");
    GenericRecord record = new GenericData.Record(schema);
    record.put(0, value);
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file.toFile());
      writer.append(record);
    }
  }

  @Test
  public void filesThatBreakOffAreNamed() throws IOException {
    for (String name : NAMES.subList(1, 4)) {
      Path folder = Files.createDirectory(path("cut-" + name));
      Files.copy(shared(name).resolve("rows"), folder.resolve("a"));
      byte[] bytes = Files.readAllBytes(folder.resolve("a"));
      Files.write(folder.resolve("b"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
      assertRefused(
          fit(folder, path("out-" + name), header(name)), ExitCode.BAD_INPUT, "b is corrupt");
      assertFalse(Files.exists(path("out-" + name).resolve("model.avro")));
    }
  }

  @Test
  public void aCompressedFileThatBreaksOffIsNamed() throws IOException {
    Path folder = Files.createDirectory(path("gz"));
    Path file = folder.resolve("rows.csv.gz");
    byte[] text = Files.readAllBytes(shared("rows.csv").resolve("rows"));
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text);
    }
    Result warned =
        CommandLine.run(
            "fit",
            "-D",
            "mapreduce.input.fileinputformat.split.maxsize=3000",
            "--input",
            folder,
            "--output",
            path("whole"),
            "--header",
            "--columns",
            "x,more.y",
            "--k",
            "1");
    ok(warned);
    assertTrue(warned.err(), warned.err().contains("rows.csv.gz ("));
    assertTrue(warned.err(), warned.err().contains("one mapper reads it all"));
    byte[] packed = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(packed, packed.length / 2));
    assertRefused(
        fit(folder, path("out"), "--header"), ExitCode.BAD_INPUT, "rows.csv.gz is corrupt");
  }

  @Test
  public void resampleLeavesRecordsToShuffle() throws IOException {
    assertRefused(
        CommandLine.run("resample", "--input", shared("rows.avro"), "--output", path("out")),
        ExitCode.USAGE,
        "avro",
        "fit --shuffle");
    ok(
        CommandLine.run(
            "resample", "--input", shared("rows.seq"), "--header", "--output", path("lines")));
    List<String> lines = Files.readAllLines(path("lines").resolve("shuffled-00000"));
    assertEquals(401, lines.size());
    assertEquals("\"id\",\"name\",\"ok\",\"x\",\"more.y\",\"class\"", lines.get(0));
  }

  /** A limit that the file's row group exceeds stands for a heap that is too small. */
  @Test
  public void aRowGroupThatTheHeapDoesNotHoldIsRefused() throws IOException {
    Object[] fit = {
      "fit",
      "-D",
      "mixreduce.reader.bytes=4000000",
      "--input",
      shared("rows.parquet"),
      "--output",
      path("out"),
      "--k",
      "1",
      "--columns",
      "x,more.y"
    };
    Result all = CommandLine.run(fit);
    // Two columns, of which Parquet keeps a page and a dictionary: a few kB each.
    assertEquals(all.err(), ExitCode.DONE, all.code());
    fit[2] = "mixreduce.reader.bytes=3000000";
    fit[6] = path("refused");
    assertRefused(
        CommandLine.run(fit), ExitCode.BAD_INPUT, "row group 1 of rows (400 rows) takes 4 MB");
    Result score =
        CommandLine.run(
            "score",
            "-D",
            "mixreduce.reader.bytes=3000000",
            "--model",
            shared("rows.csv-model"),
            "--input",
            shared("rows.parquet"),
            "--output",
            path("scores"));
    assertRefused(score, ExitCode.BAD_INPUT, "row group 1 of rows", "mapreduce.map.memory.mb");
    assertFalse(Files.exists(path("scores")));
    Object[] plan = {
      "fit",
      "--plan",
      "--input",
      shared("rows.parquet"),
      "--output",
      path("planned"),
      "--k",
      "1",
      "--columns",
      "x,more.y"
    };
    Result told = ok(CommandLine.run(plan));
    assertTrue(
        told.out(),
        told.out().contains("\nheld while read: 4 MB at most, of row group 1 of rows (400 rows)"));
  }

  @Test
  public void notANumberIsMalformedUnlessItIsAToken() throws IOException {
    Path file = path("nan.avro");
    Schema schema =
        new Schema.Parser()
            .parse(
                "{\"type\": \"record\", \"name\": \"R\", \"fields\": ["
                    + "{\"name\": \"x\", \"type\": \"double\"}]}");
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file.toFile());
      for (int i = 0; i < 100; i++) {
        GenericRecord record = new GenericData.Record(schema);
        record.put(0, i == 50 ? Double.NaN : i == 60 ? -999.0 : Math.sin(i));
        writer.append(record);
      }
    }
    Result counted = CommandLine.run("fit", "--input", file, "--output", path("a"), "--k", "1");
    ok(counted);
    assertTrue(counted.err(), counted.err().contains("field 'x' holds NaN"));
    assertTrue(counted.out(), counted.out().contains("1 malformed, 0 with missing"));
    Result missing =
        ok(
            CommandLine.run(
                "fit",
                "--input",
                file,
                "--output",
                path("b"),
                "--k",
                "1",
                "--missing",
                "NaN,-999"));
    assertTrue(missing.out(), missing.out().contains("0 malformed, 2 with missing"));
  }
}
