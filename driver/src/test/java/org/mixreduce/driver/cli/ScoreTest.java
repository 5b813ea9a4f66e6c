package org.mixreduce.driver.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.cli.CommandLine.Result;

public class ScoreTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final Path IRIS = CommandLine.TESTDATA.resolve("iris-species.csv");
  private Path model;

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  @Before
  public void fit() {
    model = path("model");
    Result result =
        CommandLine.run(
            "fit",
            "--input",
            IRIS,
            "--header",
            "--columns",
            "2-5",
            "--id-columns",
            "id",
            "--output",
            model,
            "--k",
            "3");
    assertEquals(result.err(), ExitCode.DONE, result.code());
  }

  private static Result ok(Object... arguments) {
    Result result = CommandLine.run(arguments);
    assertEquals(result.err(), ExitCode.DONE, result.code());
    return result;
  }

  @Test
  public void everyRowKeepsItsIdAndItsPlace() throws IOException {
    Path out = path("scores");
    ok("score", "--model", model, "--input", IRIS, "--output", out, "--posteriors");
    List<Map<String, String>> rows = CommandLine.table(out.resolve("part-m-00000"));
    assertEquals(150, rows.size());
    assertEquals(
        List.of(
            "id",
            "component",
            "probability",
            "uncertainty",
            "log_density",
            "posterior_1",
            "posterior_2",
            "posterior_3"),
        List.copyOf(rows.get(0).keySet()));
    for (int i = 0; i < 150; i++) {
      Map<String, String> row = rows.get(i);
      assertEquals(String.valueOf(i + 1), row.get("id"));
      double probability = Double.parseDouble(row.get("probability"));
      assertEquals(1, probability + Double.parseDouble(row.get("uncertainty")), 1e-12);
      String own = row.get("posterior_" + row.get("component"));
      assertEquals(probability, Double.parseDouble(own), 0);
    }
  }

  /** A second scorer would write among the first one's files. */
  @Test
  public void oneOfTwoScorersIsRefused() throws IOException {
    Path out = path("scores");
    OtherDriver.refuses(
        out, () -> CommandLine.run("score", "--model", model, "--input", IRIS, "--output", out));
  }

  /** Whatever the job's files are called, and whatever its format adds to them. */
  @Test
  public void allThatTheJobWritesIsPublishedAndNothingElse() throws IOException {
    Path out = path("scores");
    ok(
        "score",
        "-D",
        "mapreduce.output.basename=day",
        "-D",
        "parquet.summary.metadata.level=ALL",
        "--model",
        model,
        "--input",
        IRIS,
        "--format",
        "parquet",
        "--truth",
        "Species",
        "--output",
        out);
    try (var files = Files.list(out)) {
      assertEquals(
          List.of("_SUCCESS", "_common_metadata", "_metadata", "day-m-00000.parquet"),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.endsWith(".crc"))
              .sorted()
              .toList());
    }
  }

  /** Of two files one is scored, and the other's task fails. */
  @Test
  public void aFailedJobLeavesNothing() throws IOException {
    Path input = Files.createDirectory(path("in"));
    Files.copy(IRIS, input.resolve("a.csv"));
    Files.writeString(input.resolve("b.csv.gz"), "not compressed");
    Path out = path("scores");
    Result result = CommandLine.run("score", "--model", model, "--input", input, "--output", out);
    assertTrue(result.err(), result.code() != ExitCode.DONE);
    assertTrue(Files.notExists(out));
  }

  /** They would be among the rows of whoever reads that input next. */
  @Test
  public void scoresAreNotPutIntoTheirInput() throws IOException {
    Path input = Files.createDirectory(path("in"));
    Files.copy(IRIS, input.resolve("a.csv"));
    Path out = input.resolve("scores");
    Result result = CommandLine.run("score", "--model", model, "--input", input, "--output", out);
    assertEquals(result.err(), ExitCode.USAGE, result.code());
    assertTrue(result.err(), result.err().contains("is part of --input"));
    assertTrue(Files.notExists(out));
  }

  @Test
  public void whatCannotBeScoredLeavesNothing() throws IOException {
    Path input = Files.createDirectory(path("in"));
    List<String> lines = Files.readAllLines(IRIS);
    Files.write(input.resolve("a.csv"), lines);
    lines.set(0, lines.get(0).replace("Petal", "Other"));
    Files.write(input.resolve("b.csv"), lines);
    Path out = path("scores");
    Result result = CommandLine.run("score", "--model", model, "--input", input, "--output", out);
    assertEquals(result.err(), ExitCode.BAD_INPUT, result.code());
    assertTrue(result.err(), result.err().contains("b.csv"));
    assertTrue(Files.notExists(out));
  }

  /** A program that looks for the component by its name finds it. */
  @Test
  public void anIdOfTheNameOfAScoreGivesWay() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(IRIS));
    lines.set(0, lines.get(0).replaceFirst("^\"?id\"?", "component"));
    Path input = Files.write(path("taken.csv"), lines);
    for (String format : List.of("csv", "avro")) {
      ok(
          "score",
          "--model",
          model,
          "--input",
          input,
          "--id-columns",
          "component",
          "--format",
          format,
          "--output",
          path(format));
    }
    Map<String, String> last = CommandLine.table(path("csv").resolve("part-m-00000")).get(149);
    assertEquals("150", last.get("component_2"));
    assertTrue(Integer.parseInt(last.get("component")) <= 3);
    try (var records =
        new DataFileReader<GenericRecord>(
            path("avro").resolve("part-m-00000.avro").toFile(), new GenericDatumReader<>())) {
      assertEquals("1", records.next().get("component_2").toString());
    }
  }

  @Test
  public void agreesWithTheSpecies() throws IOException {
    Path out = path("scores");
    Result result =
        ok("score", "--model", model, "--input", IRIS, "--output", out, "--truth", "Species");
    // mclust 6.0.0's VVV with three components has an index of 0.904 on these data.
    assertTrue(result.out(), result.out().contains("adjusted Rand index 0.9"));
    assertTrue(result.out(), result.out().contains("setosa"));
    try (var files = Files.list(out)) {
      assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("_confusion")));
    }
  }

  @Test
  public void aRowThatCannotBeScoredSaysNa() throws IOException {
    Path input = path("some.csv");
    Files.write(
        input,
        List.of(
            "id,Sepal.Length,Sepal.Width,Petal.Length,Petal.Width,Species",
            "a,5.1,3.5,1.4,0.2,x",
            "b,5.1,oops,1.4,0.2,x",
            "c,5.1,,1.4,0.2,x",
            "d,5.1",
            "\"e,f\",6.3,2.8,5.1,1.5,x"));
    Path out = path("scores");
    Result result = ok("score", "--model", model, "--input", input, "--output", out);
    List<String> lines = Files.readAllLines(out.resolve("part-m-00000"));
    assertEquals("id,component,probability,uncertainty,log_density", lines.get(0));
    assertEquals("b,NA,NA,NA,NA", lines.get(2));
    assertEquals("c,NA,NA,NA,NA", lines.get(3));
    assertEquals("d,NA,NA,NA,NA", lines.get(4));
    assertTrue(lines.get(5), lines.get(5).startsWith("\"e,f\","));
    assertTrue(result.out(), result.out().contains("2 malformed and 1 with missing"));
  }

  @Test
  public void columnsAreFoundByNameAndReadingCanBeOverridden() throws IOException {
    Path input = path("other.txt");
    Files.write(
        input,
        List.of("Petal.Width;Petal.Length;Sepal.Width;Sepal.Length;id", "0.2;1.4;3.5;5.1;1"));
    ok("score", "--model", model, "--input", input, "--output", path("a"), "--delimiter", ";");
    ok("score", "--model", model, "--input", IRIS, "--output", path("b"));
    assertEquals(
        Files.readAllLines(path("b").resolve("part-m-00000")).get(1),
        Files.readAllLines(path("a").resolve("part-m-00000")).get(1));
    Result lacking =
        CommandLine.run(
            "score",
            "--model",
            model,
            "--input",
            CommandLine.TESTDATA.resolve("faithful.csv"),
            "--output",
            path("c"));
    assertEquals(ExitCode.USAGE, lacking.code());
    assertTrue(lacking.err(), lacking.err().contains("Sepal.Length"));
  }

  @Test
  public void avroHoldsTheSameNumbers() throws IOException {
    ok("score", "--model", model, "--input", IRIS, "--output", path("csv"));
    ok("score", "--model", model, "--input", IRIS, "--output", path("a"), "--format", "avro");
    List<Map<String, String>> rows = CommandLine.table(path("csv").resolve("part-m-00000"));
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(
            path("a").resolve("part-m-00000.avro").toFile(), new GenericDatumReader<>())) {
      for (Map<String, String> row : rows) {
        GenericRecord record = reader.next();
        for (String name : row.keySet()) {
          assertEquals(row.get(name), record.get(name).toString());
        }
      }
      assertTrue(!reader.hasNext());
    }
  }

  @Test
  public void aHeaderThatDiffersNamesItsFileAndLeavesNothing() throws IOException {
    Path input = path("in");
    Files.createDirectory(input);
    Files.copy(IRIS, input.resolve("a.csv"));
    Files.write(input.resolve("b.csv"), List.of("id,x", "1,2"));
    Result result =
        CommandLine.run("score", "--model", model, "--input", input, "--output", path("out"));
    assertEquals(ExitCode.BAD_INPUT, result.code());
    assertTrue(result.err(), result.err().contains("b.csv"));
    assertTrue(!Files.exists(path("out")));
  }
}
