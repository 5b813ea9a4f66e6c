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
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.driver.cli.CommandLine.Result;

/** The plan of a run says what the run then does, refuses what it refuses, and leaves nothing. */
public class PlanTest {

  private static final Path FAITHFUL = CommandLine.TESTDATA.resolve("faithful.csv");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private Result fit(Path input, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("fit"));
    List<Object> options = new ArrayList<>(Arrays.asList(more));
    if (options.size() > 1 && options.get(0).equals("-D")) {
      arguments.addAll(options.subList(0, 2));
      options = options.subList(2, options.size());
    }
    arguments.addAll(List.of("--input", input, "--output", path("out")));
    arguments.addAll(options);
    return CommandLine.run(arguments.toArray());
  }

  private static String line(Result result, String label) {
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith(label + ": "))
        .map(line -> line.substring(label.length() + 2))
        .findFirst()
        .orElseThrow(() -> new AssertionError(label + " in: " + result.out() + result.err()));
  }

  /** The cells of a table's line, whose first is of one word. */
  private static List<String> cells(Result result, String first) {
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith("  " + first + " "))
        .map(line -> List.of(line.strip().split("  +")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(first + " in: " + result.out() + result.err()));
  }

  private Path rows(int files, int rows) throws IOException {
    var random = new Seed(7).generator();
    Path input = Files.createDirectories(path("input"));
    for (int f = 0; f < files; f++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        double centre = random.nextDouble() < 0.4 ? 0 : 6;
        lines.add((centre + random.nextGaussian()) + "," + (random.nextGaussian() - centre));
      }
      Files.write(input.resolve("part-" + f + ".csv"), lines);
    }
    return input;
  }

  @Test
  public void whatIsPlannedIsWhatRuns() throws IOException {
    Path input = rows(6, 400);
    Object[] options = {
      "-D",
      "mapreduce.input.fileinputformat.split.maxsize=20000",
      "--k",
      "1..2",
      "--subset-rows",
      "150",
      "--pool-rows",
      "500",
      "--standard-errors",
      "none"
    };
    Object[] plan = Arrays.copyOf(options, options.length + 1);
    plan[options.length] = "--plan";
    Result planned = fit(input, plan);
    assertEquals(planned.err(), ExitCode.DONE, planned.code());
    assertEquals("", planned.err());
    assertFalse("nothing is written", Files.exists(path("out")));
    try (Stream<Path> left = Files.list(folder.getRoot().toPath())) {
      assertEquals(List.of(input), left.toList());
    }
    assertEquals("6", line(planned, "files"));
    assertEquals("2400 usable, counted", line(planned, "rows"));

    Result run = fit(input, options);
    assertEquals(run.err(), ExitCode.DONE, run.code());
    String profiled = run.out().lines().findFirst().orElseThrow();
    String subsets = profiled.replaceAll(".* in (\\d+) subsets.*", "$1");
    String subsetsPlanned = line(planned, "subsets").split(" ")[0];
    // The plan shares the rows out by bytes, and rows differ by some: a split on the edge of one
    // more subset may fall to either side.
    assertEquals(Double.parseDouble(subsets), Double.parseDouble(subsetsPlanned), 1);
  }

  @Test
  public void tellsRowsPerParameterAndJobs() {
    Result plan = fit(FAITHFUL, "--header", "--k", "1..6", "--plan");
    assertEquals(plan.err(), ExitCode.DONE, plan.code());
    assertEquals("2 (eruptions, waiting)", line(plan, "variables"));
    assertTrue(plan.out(), plan.out().contains("  VVV    2          11                  25"));
    // Three K a round; four K at least, the best and three that are not.
    assertEquals(List.of("fit", "2", "2", "1", "3"), cells(plan, "fit").subList(0, 5));
    // An update at least, five by default.
    assertEquals(List.of("certify", "2", "6", "1", "1"), cells(plan, "certify").subList(0, 5));
    Result robust = fit(FAITHFUL, "--header", "--k", "1..6", "--shuffle", "--plan");
    assertEquals("1", cells(robust, "resample").get(2));
  }

  @Test
  public void manyRowsAreEstimatedFromAFew() throws IOException {
    Path input = rows(1, 60_000);
    Result plan =
        fit(
            input,
            "-D",
            "mapreduce.input.fileinputformat.split.maxsize=500000",
            "--k",
            "2",
            "--plan");
    assertEquals(plan.err(), ExitCode.DONE, plan.code());
    double rows = Double.parseDouble(line(plan, "rows").split(" ")[0]);
    // Lengths of lines vary by a few per cent, and those of 16,000 lines in the mean by far less.
    assertEquals(60_000, rows, 300);
    assertTrue(plan.out(), line(plan, "rows").contains("estimated from"));
  }

  private void refused(Result result, ExitCode code, String... words) {
    assertEquals(result.out() + result.err(), code, result.code());
    for (String word : words) {
      assertTrue("'" + word + "' in: " + result.err(), result.err().contains(word));
    }
    assertFalse("no plan of what cannot work", result.out().contains("jobs"));
  }

  @Test
  public void refusesWhatFitRefuses() throws IOException {
    refused(fit(path("nowhere"), "--k", "1", "--plan"), ExitCode.USAGE, "nowhere");
    refused(
        fit(FAITHFUL, "--header", "--columns", "waitin", "--k", "1", "--plan"),
        ExitCode.USAGE,
        "waitin");
    refused(
        fit(FAITHFUL, "--header", "--k", "100", "--plan"),
        ExitCode.BAD_INPUT,
        "too few rows",
        "272");
    refused(
        fit(FAITHFUL, "--header", "--k", "1", "--aggregate", "robust", "--plan"),
        ExitCode.BAD_INPUT,
        "needs 4 subsets, there is 1");
    Path constant = Files.write(path("constant.csv"), List.of("1,2", "3,2", "5,2"));
    refused(fit(constant, "--k", "1", "--plan"), ExitCode.BAD_INPUT, "V2", "is 2.0 in all 3");
    Path spoiled = Files.write(path("spoiled.csv"), List.of("1,2", "x,2", "5,3", "6,1"));
    refused(fit(spoiled, "--k", "1", "--plan"), ExitCode.BAD_INPUT, "1 of 4 rows are malformed");
    refused(
        fit(FAITHFUL, "--header", "--k", "1", "--resume", "--plan"), ExitCode.USAGE, "--resume");
    Files.writeString(Files.createDirectories(path("out")).resolve("notes"), "kept");
    refused(fit(FAITHFUL, "--header", "--k", "1", "--plan"), ExitCode.USAGE, "exists");
  }

  @Test
  public void refusesTasksWithTooLittleHeap() throws IOException {
    // As many rows as a subset is asked to have would fit in no heap, if the input had them.
    Path input = path("long.csv.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(input))) {
      out.write("1,2\n3,1\n5,7\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    refused(
        fit(input, "--k", "1", "--subset-rows", "2000000000", "--plan"),
        ExitCode.USAGE,
        "a map task needs",
        "--subset-rows");
  }
}
