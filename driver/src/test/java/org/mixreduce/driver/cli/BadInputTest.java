package org.mixreduce.driver.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.cli.CommandLine.Result;

/** What cannot be done is said in a line, with the exit code that fits, and nothing is lost. */
public class BadInputTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final Path FAITHFUL = CommandLine.TESTDATA.resolve("faithful.csv");

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(path(name), List.of(lines));
  }

  private Result fit(Path input, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("fit", "--input", input, "--output", path("out"), "--k", "1"));
    arguments.addAll(Arrays.asList(more));
    return CommandLine.run(arguments.toArray());
  }

  private void assertRefused(Result result, ExitCode code, String... words) {
    assertEquals(result.err(), code, result.code());
    String last = result.err().strip().lines().reduce((a, b) -> b).orElse("");
    for (String word : words) {
      assertTrue("'" + word + "' in: " + last, last.contains(word));
    }
    assertFalse(Files.exists(path("out").resolve("model.avro")));
    if (code == ExitCode.USAGE) {
      assertEquals(result.err(), 1, result.err().strip().lines().count());
    }
  }

  @Test
  public void wrongCommandLines() {
    assertRefused(CommandLine.run("cluster"), ExitCode.USAGE, "cluster", "fit");
    assertRefused(fit(FAITHFUL, "--header", "--kk", "3"), ExitCode.USAGE, "--kk");
    assertRefused(
        CommandLine.run("score", "--modle", "x", "--output", path("out")),
        ExitCode.USAGE,
        "Unknown",
        "--modle");
    // Of a group and of none; picocli would forget --round.
    assertRefused(
        fit(FAITHFUL, "--header", "--seed", "1", "--round", "2", "--seed", "2"),
        ExitCode.USAGE,
        "--seed",
        "more than once");
    assertRefused(fit(FAITHFUL, "--header", "--k", "2"), ExitCode.USAGE, "--k", "only once");
    assertRefused(
        CommandLine.run("fit", "--input", FAITHFUL, "--k", "1", "--output", ""),
        ExitCode.USAGE,
        "--output is empty");
    assertRefused(CommandLine.run("report", " "), ExitCode.USAGE, "DIR is empty");
    // Lists add up.
    assertRefused(
        fit(FAITHFUL, "--header", "--shape", "EEE", "--shape", "XXX"), ExitCode.USAGE, "XXX");
    assertRefused(fit(FAITHFUL, "--header", "--shape", "XXX"), ExitCode.USAGE, "XXX", "VVV");
    assertRefused(fit(FAITHFUL, "--header", "--criterion", "x"), ExitCode.USAGE, "bic, icl");
    assertRefused(fit(FAITHFUL, "--header", "--aggregate", "x"), ExitCode.USAGE, "kl or robust");
    assertRefused(
        fit(FAITHFUL, "--header", "--aggregate", "robust", "--shuffle"),
        ExitCode.USAGE,
        "--shuffle",
        "one of the two");
    assertRefused(fit(FAITHFUL, "--header", "--starts", "0"), ExitCode.USAGE, "--starts 0");
    assertRefused(fit(FAITHFUL, "--header", "--penalty", "-1"), ExitCode.USAGE, "--penalty");
    assertRefused(fit(FAITHFUL, "--header", "--starts", "x"), ExitCode.USAGE, "--starts");
    assertRefused(
        fit(FAITHFUL, "--header", "--columns", "waitin"), ExitCode.USAGE, "waitin", "waiting");
    assertRefused(fit(FAITHFUL, "--header", "--columns", "7"), ExitCode.USAGE, "7", "1 to 2");
    assertRefused(fit(path("nowhere")), ExitCode.USAGE, "fit: --input: ", "nowhere");
    assertRefused(
        CommandLine.run("fit", "-files", path("nowhere"), "--input", FAITHFUL),
        ExitCode.USAGE,
        "fit: File ",
        "nowhere does not exist");
    for (String k : new String[] {"0", "3..1", "a", "1..", "-2", "1,,2", "1..2..3"}) {
      assertRefused(
          CommandLine.run("fit", "--input", FAITHFUL, "--output", path("out"), "--k", k),
          ExitCode.USAGE,
          "--k " + k);
    }
  }

  @Test
  public void helpAndVersionAreNoErrors() {
    assertEquals(ExitCode.DONE, CommandLine.run("--help").code());
    Result fit = CommandLine.run("fit", "--help");
    assertEquals(ExitCode.DONE, fit.code());
    assertTrue(fit.out().contains("--max-bad-rows"));
    assertTrue(CommandLine.run("--version").out().matches("mixreduce [0-9.]+\\s*"));
  }

  @Test
  public void anOutputThatExistsStaysUntouched() throws IOException {
    Files.createDirectory(path("out"));
    Files.writeString(path("out").resolve("precious"), "data");
    assertRefused(fit(FAITHFUL, "--header"), ExitCode.USAGE, "exists", "not the output");
    assertRefused(fit(FAITHFUL, "--header", "--overwrite"), ExitCode.USAGE, "not the output");
    assertEquals("data", Files.readString(path("out").resolve("precious")));
  }

  @Test
  public void overwritingLosesNothingUntilItSucceeds() throws IOException {
    assertEquals(ExitCode.DONE, fit(FAITHFUL, "--header").code());
    byte[] model = Files.readAllBytes(path("out").resolve("model.avro"));
    Path constant = file("constant.csv", "1,2", "1,3", "1,4", "1,5", "1,7", "1,8", "1,9");
    assertEquals(ExitCode.BAD_INPUT, fit(constant, "--overwrite").code());
    assertTrue(Arrays.equals(model, Files.readAllBytes(path("out").resolve("model.avro"))));
    assertEquals(ExitCode.DONE, fit(FAITHFUL, "--header", "--overwrite", "--shape", "EII").code());
    assertFalse(Arrays.equals(model, Files.readAllBytes(path("out").resolve("model.avro"))));
    try (var left = Files.list(folder.getRoot().toPath())) {
      assertFalse(left.anyMatch(path -> path.getFileName().toString().endsWith(".replaced")));
    }
  }

  @Test
  public void rowsThatCannotBeFitted() throws IOException {
    Path bad = file("bad.csv", "1,2", "3,4", "x,5", "4,1");
    assertRefused(fit(bad), ExitCode.BAD_INPUT, "1 of 4 rows are malformed", "record 3", "'x'");
    assertFalse(Files.exists(path("out")));
    assertRefused(
        fit(file("missing.csv", "?,2", "?,4"), "--missing", "?"),
        ExitCode.BAD_INPUT,
        "no usable row",
        "V1");
    assertRefused(
        fit(file("constant.csv", "1,2", "1,3", "1,4", "1,5", "1,6", "1,7")),
        ExitCode.BAD_INPUT,
        "V1",
        "1.0 in all 6");
    assertRefused(
        fit(file("huge.csv", "1,2e300", "3,4", "2,-5e300", "4,1", "1,1", "3,3", "0,1")),
        ExitCode.BAD_INPUT,
        "V2",
        "double precision");
    assertRefused(fit(file("few.csv", "1,2", "2,3")), ExitCode.BAD_INPUT, "too few rows", "5");
    assertRefused(fit(file("empty.csv")), ExitCode.BAD_INPUT, "no rows");
    assertRefused(
        fit(file("text.csv", "1,red", "2,blue")),
        ExitCode.USAGE,
        "column 2",
        "'red'",
        "--id-columns");
  }

  @Test
  public void badRowsWithinTheLimitAreSkippedAndReported() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,2"));
    for (int i = 0; i < 150; i++) {
      lines.add(i % 13 + "," + i % 7 + (i % 50 == 0 ? ",9" : ""));
    }
    Files.write(path("some.csv"), lines);
    Result result = fit(path("some.csv"), "--max-bad-rows", "0.05");
    assertEquals(result.err(), ExitCode.DONE, result.code());
    assertTrue(result.out(), result.out().contains("4 malformed"));
    assertTrue(result.err(), result.err().contains("some.csv, record 1"));
    assertTrue(result.err(), result.err().contains("3 fields where 2 are expected"));
  }

  /** Lines of more than 16 MiB; a setting stands for so long ones. */
  @Test
  public void linesThatAreTooLongAreMalformed() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      lines.add(i % 13 + "," + (i == 99 ? "0".repeat(3000) : i % 7));
    }
    Path file = Files.write(path("long.csv"), lines);
    String setting = "mapreduce.input.linerecordreader.line.maxlength=1000";
    for (List<String> order : List.of(List.<String>of(), List.of("--shuffle"))) {
      List<Object> arguments = new ArrayList<>(List.of("fit", "-D", setting, "--input", file));
      arguments.addAll(List.of("--output", path("out" + order), "--k", "1"));
      arguments.addAll(List.of("--standard-errors", "none"));
      arguments.addAll(order);
      Result result = CommandLine.run(arguments.toArray());
      assertEquals(result.err(), ExitCode.DONE, result.code());
      assertTrue(result.out(), result.out().contains("150 read, 149 used; skipped 1 malformed"));
      assertTrue(
          result.err(), result.err().contains("a line of 3003 bytes, and rows have 1000 at most"));
      assertTrue(result.err(), result.err().contains(", record "));
    }
    Object[] strict = {
      "fit",
      "-D",
      setting,
      "--input",
      file,
      "--output",
      path("out"),
      "--k",
      "1",
      "--max-bad-rows",
      "0"
    };
    assertRefused(
        CommandLine.run(strict),
        ExitCode.BAD_INPUT,
        "1 of 150 rows are malformed",
        "long.csv, record 100",
        "3003 bytes");
    Path endless = file("endless.csv", "1".repeat(5000));
    strict[4] = endless;
    assertRefused(
        CommandLine.run(strict), ExitCode.BAD_INPUT, "endless.csv begins with a line of 5001");
  }

  /** Where tabs are delimiters, a line of tabs is a row without values. */
  @Test
  public void aLineOfTabsIsARowWithoutValues() throws IOException {
    List<String> lines = new ArrayList<>(List.of("\t", "  ", ""));
    for (int i = 0; i < 20; i++) {
      lines.add(i % 13 + "\t" + i % 7);
    }
    Files.write(path("tabs.tsv"), lines);
    Result result = fit(path("tabs.tsv"), "--delimiter", "tab", "--standard-errors", "none");
    assertEquals(result.err(), ExitCode.DONE, result.code());
    assertTrue(result.out(), result.out().contains("21 read, 20 used"));
    assertTrue(result.out(), result.out().contains("0 malformed, 1 with missing"));
    assertFalse(result.err(), result.err().contains("--header"));
  }

  @Test
  public void aCandidateWithTooFewRowsIsLeftOut() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add(i * i % 11 + "," + i);
    }
    Files.write(path("twelve.csv"), lines);
    Result result =
        CommandLine.run(
            "fit", "--input", path("twelve.csv"), "--output", path("out"), "--k", "1..3");
    assertEquals(result.err(), ExitCode.DONE, result.code());
    var rows = CommandLine.table(path("out").resolve("candidates.csv"));
    assertEquals("certified", rows.get(0).get("status"));
    assertEquals("too_few_rows", rows.get(2).get("status"));
  }

  @Test
  public void aHeaderThatDiffersNamesItsFile() throws IOException {
    Files.createDirectory(path("in"));
    Files.write(path("in").resolve("a.csv"), List.of("x,y", "1,2", "2,4", "3,1"));
    Files.write(path("in").resolve("b.csv"), List.of("y,x", "1,2"));
    Result result = fit(path("in"), "--header");
    assertRefused(result, ExitCode.BAD_INPUT, "b.csv", "[x, y]", "[y, x]");
  }

  @Test
  public void anOutputWhereAFileStands() throws IOException {
    Path file = file("notes.txt", "mine");
    for (Path output : List.of(file, file.resolve("out"), file.resolve("further/out"))) {
      for (List<String> how : List.of(List.<String>of(), List.of("--plan"), List.of("--resume"))) {
        List<Object> arguments =
            new ArrayList<>(List.of("fit", "--input", FAITHFUL, "--header", "--k", "1"));
        arguments.addAll(List.of("--output", output));
        arguments.addAll(how);
        assertRefused(
            CommandLine.run(arguments.toArray()), ExitCode.USAGE, file.toString(), "is a file");
      }
    }
    assertEquals("mine\n", Files.readString(file));
  }

  @Test
  public void whatDoesNotExistCannotBeGoneOnWith() {
    for (String how : List.of("--resume", "--extend")) {
      assertRefused(
          CommandLine.run("fit", how, "--output", path("out"), "--shape", "EEE"),
          ExitCode.USAGE,
          "no run in",
          path("out").toString());
    }
  }

  @Test
  public void anotherDelimiterThanTheFilesIsSuspected() throws IOException {
    Path input = file("semicolons.csv", "x;y", "1;2", "2;4", "3;1");
    assertRefused(fit(input, "--header"), ExitCode.USAGE, "x;y", "','", "--delimiter");
  }

  @Test
  public void modelsThatAreNone() throws IOException {
    assertEquals(ExitCode.DONE, fit(FAITHFUL, "--header").code());
    byte[] model = Files.readAllBytes(path("out").resolve("model.avro"));
    Files.write(path("cut.avro"), Arrays.copyOf(model, model.length - 40));
    Files.writeString(path("text.avro"), "no model");
    for (String name : new String[] {"cut.avro", "text.avro"}) {
      Result result = CommandLine.run("describe", "--model", path(name));
      assertEquals(ExitCode.BAD_INPUT, result.code());
      assertTrue(result.err(), result.err().contains(name + " is no model"));
    }
    Result none = CommandLine.run("describe", "--model", path("nowhere"));
    assertEquals(ExitCode.USAGE, none.code());
  }
}
