package org.mixreduce.driver.cli;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.SampleRowRecord;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.Seed;
import org.mixreduce.driver.cli.CommandLine.Result;

/**
 * A daily feed: three days of the same file names, fitted one by one, aggregated by the local
 * runner.
 */
public class AggregateTest {

  @ClassRule public static final TemporaryFolder DAYS = new TemporaryFolder();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final int ROWS = 600;

  /** Fits of a day, but for input and output. */
  private static final Object[] FIT = {
    "--header",
    "--k",
    "1..3",
    "--subset-rows",
    "150",
    "--starts",
    "2",
    "--pool-rows",
    "200",
    "--replicates",
    "4",
    "--refine",
    "0"
  };

  private static Path day(String name) {
    return DAYS.getRoot().toPath().resolve("rows").resolve(name);
  }

  private static Path fits(String name) {
    return DAYS.getRoot().toPath().resolve("fits").resolve(name);
  }

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  @BeforeClass
  public static void fitEveryDay() throws IOException {
    RandomGenerator random = new Seed(5).generator();
    for (String name : List.of("1", "2", "3")) {
      Files.createDirectories(day(name));
      for (int file = 0; file < 2; file++) {
        List<String> lines = new ArrayList<>(List.of("x,y"));
        for (int i = 0; i < ROWS / 2; i++) {
          double centre = random.nextDouble() < 0.3 ? 0 : 5;
          double x = centre + random.nextGaussian();
          lines.add(String.format(Locale.ROOT, "%.5f,%.5f", x, random.nextGaussian() - centre));
        }
        Files.write(day(name).resolve("part-" + file + ".csv"), lines);
      }
      ok(with(FIT, "fit", "--input", day(name), "--output", fits(name)));
    }
  }

  private static Object[] with(Object[] options, Object... first) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(options));
    return all.toArray();
  }

  private static Result ok(Object... arguments) {
    Result result = CommandLine.run(arguments);
    assertEquals(result.err(), ExitCode.DONE, result.code());
    return result;
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }

  @Test
  public void certifiedOnAllRowsItIsTheFitOfAllRows() throws IOException {
    String input = day("1") + "," + day("2");
    Object[] fitted = FIT.clone();
    fitted[fitted.length - 1] = "8";
    ok(with(fitted, "fit", "--input", input, "--output", path("fit")));
    ok(
        "aggregate",
        "--runs",
        fits("1") + "," + fits("2"),
        "--input",
        input,
        "--output",
        path("sum"),
        "--refine",
        "8");
    List<Map<String, String>> fit = CommandLine.table(path("fit").resolve("candidates.csv"));
    List<Map<String, String>> sum = CommandLine.table(path("sum").resolve("candidates.csv"));
    assertEquals(3, sum.size());
    for (int k = 0; k < 2; k++) {
      // The same maximum, climbed until an update gains less than 1e-7 nats a row from either side.
      assertEquals(
          number(fit.get(k), "log_likelihood"), number(sum.get(k), "log_likelihood"), 1e-3);
    }
    for (int k = 0; k < 3; k++) {
      assertEquals("certified", sum.get(k).get("status"));
      assertEquals(fit.get(k).get("selected"), sum.get(k).get("selected"));
      assertEquals("1200", sum.get(k).get("rows"));
    }
    String manifest = Files.readString(path("sum").resolve("manifest.json"));
    assertTrue(manifest, manifest.contains("\"basis\" : \"all_rows\""));
    assertTrue(manifest, manifest.contains("8 of 8 subsets"));
    List<Map<String, String>> own = CommandLine.table(path("fit").resolve("parameters.csv"));
    List<Map<String, String>> errors = CommandLine.table(path("sum").resolve("parameters.csv"));
    assertEquals(12, errors.size());
    for (int i = 0; i < 12; i++) {
      // Each is known to 4 %, so their ratio to 6 %: four such errors.
      double ratio = number(errors.get(i), "standard_error") / number(own.get(i), "standard_error");
      assertEquals(own.get(i).toString(), 1, ratio, 0.24);
    }
  }

  @Test
  public void withoutRowsItSaysWhatItDoesNotKnow() throws IOException {
    Result result = ok("aggregate", "--runs", fits("*"), "--output", path("sum"));
    assertTrue(result.out(), result.out().contains("not certified: no row was read"));
    for (String name :
        List.of("model.json", "profile.avro", "pool.avro", "fits/fits-VVV-2.avro", "_SUCCESS")) {
      assertTrue(name, Files.exists(path("sum").resolve(name)));
    }
    assertFalse(Files.exists(path("sum").resolve("_work")));
    for (Map<String, String> row : CommandLine.table(path("sum").resolve("candidates.csv"))) {
      assertEquals("not_certified", row.get("status"));
      assertEquals("1800", row.get("rows"));
      assertEquals(String.valueOf("2".equals(row.get("k"))), row.get("selected"));
      for (String exact : List.of("log_likelihood", "bic", "aic", "aic3", "icl", "updates")) {
        assertEquals("NA", row.get(exact));
      }
      assertTrue(row.toString(), number(row, "pseudo_bic") > 0);
    }
    String json = Files.readString(path("sum").resolve("model.json"));
    assertTrue(json, json.contains("\"certified\" : false"));
    assertTrue(json, json.contains("\"log_likelihood\" : null"));
    Result described = ok("describe", "--model", path("sum"));
    assertTrue(described.out(), described.out().contains("not certified: fitted to 1800 rows"));
    Result scored =
        ok("score", "--model", path("sum"), "--input", day("1"), "--output", path("scores"));
    assertTrue(scored.out(), scored.out().contains("scored 600 rows"));
  }

  @Test
  public void withoutRowsItIsAsGoodAsALocalFitOfAllRowsWouldBe() throws IOException {
    String input = day("1") + "," + day("2") + "," + day("3");
    for (String updates : List.of("0", "8")) {
      ok(
          "aggregate",
          "--runs",
          fits("*"),
          "--input",
          input,
          "--output",
          path(updates),
          "--refine",
          updates,
          "--k",
          "2");
    }
    double before =
        number(CommandLine.table(path("0").resolve("candidates.csv")).get(0), "log_likelihood");
    double after =
        number(CommandLine.table(path("8").resolve("candidates.csv")).get(0), "log_likelihood");
    // A polish on 200 of 1,800 rows would cost 8 ν / 2 = 44 nats.
    assertTrue(before + " of " + after, after - before > 0 && after - before < 1);
  }

  @Test
  public void theBytesDependNeitherOnTheOrderOfRunsNorOnTasks() throws IOException {
    ok("aggregate", "--runs", fits("1") + "," + fits("2"), "--output", path("a"));
    ok(
        "aggregate",
        "-D",
        "mapreduce.job.reduces=2",
        "-D",
        "mapreduce.input.fileinputformat.split.maxsize=1000",
        "--runs",
        fits("2") + "," + fits("{1,2}"),
        "--output",
        path("b"));
    for (String name :
        List.of(
            "model.avro",
            "candidates.csv",
            "profile.avro",
            "pool.avro",
            "fits/fits-VVV-1.avro",
            "fits/fits-VVV-3.avro")) {
      byte[] expected = Files.readAllBytes(path("a").resolve(name));
      assertArrayEquals(name, expected, Files.readAllBytes(path("b").resolve(name)));
    }
  }

  /** What has come since an old day's aggregate was made has no part in it when it is redone. */
  @Test
  public void upToADayItIsTheAggregateOfThatDay() throws IOException {
    ok("aggregate", "--runs", fits("1") + "," + fits("2"), "--output", path("then"));
    ok("aggregate", "--runs", fits("*"), "--through", "2", "--output", path("redone"));
    sameModel(path("then"), path("redone"));
    assertRefused(
        ExitCode.USAGE, fits("*"), List.of("--through", "22"), "--through 22", "is called that");
  }

  private static void sameModel(Path expected, Path found) throws IOException {
    for (String name : List.of("model.avro", "candidates.csv", "pool.avro", "profile.avro")) {
      assertArrayEquals(
          name,
          Files.readAllBytes(expected.resolve(name)),
          Files.readAllBytes(found.resolve(name)));
    }
  }

  @Test
  public void unfinishedRunsAreLeftOutOnlyIfToldSoAndNamed() throws IOException {
    Path days = Files.createDirectory(path("days"));
    for (String name : List.of("1", "2", "3")) {
      copy(fits(name), days.resolve(name));
    }
    ok("aggregate", "--runs", days.resolve("{1,3}"), "--output", path("without"));
    Files.delete(days.resolve("2/_SUCCESS"));
    Path runs = days.resolve("*");
    assertRefused(ExitCode.USAGE, runs, List.of(), "days/2 has not finished", "--skip-unfinished");
    Result result =
        ok("aggregate", "--skip-unfinished", "--runs", runs, "--output", path("skipped"));
    String warning = "1 run of 3 left out, for they have not finished (no _SUCCESS): file:";
    assertTrue(result.err(), result.err().contains("warning: " + warning + days + "/2"));
    String manifest = Files.readString(path("skipped").resolve("manifest.json"));
    assertTrue(manifest, manifest.contains(warning));
    assertTrue(manifest, manifest.contains("\"unfinished_runs\" : [ \"file:" + days + "/2\" ]"));
    sameModel(path("without"), path("skipped"));

    // A later run does not matter, and the last one must be there.
    List<Object> skip = List.of("--skip-unfinished", "--through", "2");
    assertRefused(ExitCode.USAGE, runs, skip, "days/2, has not finished");
    Result first =
        ok(
            "aggregate",
            "--skip-unfinished",
            "--through",
            "1",
            "--runs",
            runs,
            "--output",
            path("first"));
    assertFalse(first.err(), first.err().contains("left out"));
    assertRefused(
        ExitCode.USAGE, days.resolve("2"), List.of("--skip-unfinished"), "none of the runs");
    // What never was a run is no unfinished one.
    assertRefused(
        ExitCode.USAGE, runs + "," + day("1"), List.of("--skip-unfinished"), "is no output of fit");
  }

  /** As a driver leaves that was killed while it took back all it had made. */
  @Test
  public void anEmptyDirectoryIsAnUnfinishedRun() throws IOException {
    Path days = Files.createDirectory(path("days"));
    copy(fits("1"), days.resolve("1"));
    Files.createDirectory(days.resolve("2"));
    copy(fits("3"), days.resolve("3"));
    Path runs = days.resolve("*");
    assertRefused(ExitCode.USAGE, runs, List.of(), "days/2 has not finished");
    Result result = ok("aggregate", "--skip-unfinished", "--runs", runs, "--output", path("sum"));
    assertTrue(result.err(), result.err().contains("1 run of 3 left out, for they have not"));
    List<Object> skip = List.of("--skip-unfinished", "--through", "2");
    assertRefused(ExitCode.USAGE, runs, skip, "days/2, has not finished");
  }

  /** A day of which there is nothing cannot be warned of, but can be seen to be missing. */
  @Test
  public void theRunsThatAreAddedUpAreNamedAndCounted() throws IOException {
    Object[] aggregate = {
      "aggregate",
      "--skip-unfinished",
      "--through",
      "3",
      "--runs",
      fits("{1,3}"),
      "--output",
      path("sum"),
      "--summary",
      path("summary")
    };
    Result result = ok(aggregate);
    assertTrue(result.out(), result.out().contains("2 runs: 1, 3\n"));
    String summary = Files.readString(path("summary"));
    assertTrue(summary, summary.contains("\nruns=2\n"));
    assertTrue(summary, summary.contains("\nwarnings=0\n"));
    String one = ok("aggregate", "--runs", fits("1"), "--output", path("one")).out();
    assertTrue(one, one.contains("1 run: 1\n"));
  }

  private static <T extends org.apache.avro.specific.SpecificRecord> List<T> records(
      Path file, org.apache.avro.Schema schema) throws IOException {
    return ContainerFile.read(schema, Files.newInputStream(file));
  }

  @Test
  public void anAggregateCanBeAggregatedAgain() throws IOException {
    ok("aggregate", "--runs", fits("1") + "," + fits("2"), "--output", path("two"));
    ok("aggregate", "--runs", path("two") + "," + fits("3"), "--output", path("again"));
    ok("aggregate", "--runs", fits("*"), "--output", path("once"));
    Map<String, String> again = CommandLine.table(path("again").resolve("candidates.csv")).get(1);
    Map<String, String> once = CommandLine.table(path("once").resolve("candidates.csv")).get(1);
    assertEquals("1800", again.get("rows"));
    assertEquals("true", again.get("selected"));
    // The same local fits in another order: what is left is the Monte Carlo error of H.
    assertEquals(number(once, "pseudo_bic"), number(again, "pseudo_bic"), 5);
    TreeSet<String> paths = new TreeSet<>();
    List<LocalFitRecord> fits =
        records(path("again").resolve("fits/fits-VVV-2.avro"), LocalFitRecord.getClassSchema());
    fits.forEach(fit -> paths.add(fit.getPath()));
    assertEquals(12, fits.size());
    assertTrue(paths.toString(), paths.contains("1//part-0.csv"));
    assertTrue(paths.toString(), paths.contains("2//part-0.csv"));
    assertEquals(3, paths.size());
    Result twice =
        CommandLine.run(
            "aggregate", "--runs", path("two") + "," + fits("2"), "--output", path("twice"));
    assertEquals(ExitCode.BAD_INPUT, twice.code());
    assertTrue(twice.err(), twice.err().contains("/rows/2/part-0.csv"));
  }

  /**
   * Days of the same names and seed draw rows of the same places; the union must not keep pairs.
   */
  @Test
  public void thePooledSampleIsOfAllDaysAndOfDifferentPlaces() throws IOException {
    ok("aggregate", "--runs", fits("*"), "--output", path("sum"), "--k", "1");
    List<List<Double>> own = new ArrayList<>();
    int[] byDay = new int[3];
    List<SampleRowRecord> union =
        records(path("sum").resolve("pool.avro"), SampleRowRecord.getClassSchema());
    assertEquals(200, union.size());
    int[] places = new int[200];
    for (int d = 0; d < 3; d++) {
      List<SampleRowRecord> pool =
          records(
              fits(String.valueOf(d + 1)).resolve("pool.avro"), SampleRowRecord.getClassSchema());
      for (int i = 0; i < 200; i++) {
        List<Double> values = pool.get(i).getValues();
        if (union.stream().anyMatch(row -> row.getValues().equals(values))) {
          byDay[d]++;
          places[i]++;
        }
      }
    }
    assertEquals(200, byDay[0] + byDay[1] + byDay[2]);
    for (int count : byDay) {
      // A third of 200, give or take four standard errors of the hypergeometric count.
      assertEquals(66.7, count, 4 * 5.5);
    }
    // Shared hashes would keep the first 67 places of all days; chance keeps about 140.
    assertTrue(Arrays.stream(places).filter(count -> count > 0).count() > 110);
  }

  @Test
  public void otherRowsEvaluateAndDoNotUpdate() throws IOException {
    Result result =
        ok(
            "aggregate",
            "--runs",
            fits("1") + "," + fits("2"),
            "--input",
            day("3"),
            "--output",
            path("sum"));
    assertTrue(result.err(), result.err().contains("total weight 600.0"));
    assertTrue(result.err(), result.err().contains("without exact updates"));
    Map<String, String> row = CommandLine.table(path("sum").resolve("candidates.csv")).get(1);
    assertEquals("600", row.get("rows"));
    assertEquals("0", row.get("updates"));
    assertEquals("certified", row.get("status"));
    String manifest = Files.readString(path("sum").resolve("manifest.json"));
    assertTrue(manifest, manifest.contains("\"basis\" : \"other_rows\""));
    // A day of the runs: the fit of that day would win on its own rows, and knows no other.
    ok(
        "aggregate",
        "--runs",
        fits("1") + "," + fits("2") + "," + fits("3"),
        "--input",
        day("3"),
        "--output",
        path("week"));
    for (Map<String, String> each : CommandLine.table(path("week").resolve("candidates.csv"))) {
      assertFalse(each.toString(), each.get("origin").equals("local"));
    }
    // As many rows, but not the same.
    Result other =
        ok(
            "aggregate",
            "--runs",
            fits("1"),
            "--input",
            day("2"),
            "--output",
            path("other"),
            "--k",
            "2");
    assertTrue(other.err(), other.err().contains("other means or covariances"));
  }

  @Test
  public void whatOnlySomeRunsHaveIsNamedAndLeftOut() throws IOException {
    copy(fits("2"), path("part"));
    Files.delete(path("part").resolve("fits/fits-VVV-3.avro"));
    Files.delete(path("part").resolve("pool.avro"));
    String runs = fits("1") + "," + path("part");
    Result result = ok("aggregate", "--runs", runs, "--output", path("sum"));
    assertTrue(result.err(), result.err().contains("VVV, K = 3 is left out: 1 of 2 runs"));
    assertTrue(result.err(), result.err().contains("kept no pooled sample"));
    List<Map<String, String>> rows = CommandLine.table(path("sum").resolve("candidates.csv"));
    assertEquals("not_reached", rows.get(2).get("status"));
    assertFalse(Files.exists(path("sum").resolve("pool.avro")));
    assertRefused(ExitCode.USAGE, runs, List.of("--k", "3"), "--k and --shape", "VVV 1,2");
    assertRefused(ExitCode.USAGE, runs, List.of("--pool-rows", "9"), "--pool-rows 9", "part");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Files.copy(file, to.resolve(from.relativize(file)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private void assertRefused(ExitCode code, Object runs, List<Object> more, String... words) {
    List<Object> arguments =
        new ArrayList<>(List.of("aggregate", "--runs", runs, "--output", path("out")));
    arguments.addAll(more);
    Result result = CommandLine.run(arguments.toArray());
    assertEquals(result.err(), code, result.code());
    String last = result.err().strip().lines().reduce((a, b) -> b).orElse("");
    for (String word : words) {
      assertTrue("'" + word + "' in: " + last, last.contains(word));
    }
    assertFalse(Files.exists(path("out")));
  }

  @Test
  public void directoriesThatAreNoFinishedRuns() throws IOException {
    assertRefused(ExitCode.USAGE, path("nowhere"), List.of(), "no file:", "nowhere");
    assertRefused(ExitCode.USAGE, day("1"), List.of(), "is no output of fit", "manifest.json");
    copy(fits("1"), path("run"));
    Files.delete(path("run").resolve("_SUCCESS"));
    assertRefused(ExitCode.USAGE, path("run"), List.of(), "has not finished", "_SUCCESS");
    Files.createDirectory(path("run").resolve("_work"));
    Files.delete(path("run").resolve("manifest.json"));
    assertRefused(ExitCode.USAGE, path("run"), List.of(), "has not finished");
  }

  @Test
  public void rowsThatWouldCountTwice() throws IOException {
    copy(fits("1"), path("copy"));
    assertRefused(
        ExitCode.BAD_INPUT,
        fits("1") + "," + path("copy"),
        List.of(),
        "both hold the rows of",
        "/rows/1/part-0.csv",
        "fits/1",
        "copy");
    copy(day("1"), path("rows"));
    ok(with(FIT, "fit", "--input", path("rows"), "--output", path("renamed")));
    assertRefused(
        ExitCode.BAD_INPUT,
        fits("1") + "," + path("renamed"),
        List.of(),
        "same rows under two names",
        "fits/1",
        "renamed");
  }

  /** Sums in another order differ in their last digits. */
  @Test
  public void shuffledRowsWouldCountTwiceAsWell() throws IOException {
    ok(
        "resample",
        "--input",
        day("1"),
        "--header",
        "--parts",
        "3",
        "--output",
        path("shuffled-rows"));
    ok(with(FIT, "fit", "--input", path("shuffled-rows"), "--output", path("shuffled")));
    assertNotEquals(moments(fits("1")), moments(path("shuffled")));
    assertRefused(
        ExitCode.BAD_INPUT,
        fits("1") + "," + path("shuffled"),
        List.of(),
        "same rows under two names",
        "fits/1",
        "shuffled");
  }

  private static Moments moments(Path run) throws IOException {
    List<ProfileRecord> profiles =
        records(run.resolve("profile.avro"), ProfileRecord.getClassSchema());
    return ProfileCodec.read(profiles.get(0).getMoments());
  }

  @Test
  public void aFileThatGrewIsWarnedOf() throws IOException {
    copy(day("1"), path("rows"));
    ok(with(FIT, "fit", "--input", path("rows"), "--output", path("before")));
    Path grown = path("rows").resolve("part-0.csv");
    Files.write(grown, List.of("1,2", "3,1"), java.nio.file.StandardOpenOption.APPEND);
    ok(with(FIT, "fit", "--input", grown, "--output", path("after")));
    Result result =
        ok(
            "aggregate",
            "--runs",
            path("before") + "," + path("after"),
            "--output",
            path("sum"),
            "--k",
            "1");
    assertTrue(result.err(), result.err().contains("if it grew"));
    assertTrue(result.err(), result.err().contains("part-0.csv had"));
  }

  @Test
  public void runsThatDoNotGoTogether() throws IOException {
    Object[] swapped = {"--columns", "y,x", "--k", "1", "--header"};
    ok(with(swapped, "fit", "--input", day("2"), "--output", path("swapped")));
    assertRefused(
        ExitCode.BAD_INPUT,
        fits("1") + "," + path("swapped"),
        List.of(),
        "different variables",
        "[x, y]",
        "[y, x]",
        "another order");
    Object[] plain = {"--penalty", "0", "--k", "1", "--header"};
    ok(with(plain, "fit", "--input", day("2"), "--output", path("plain")));
    String runs = fits("1") + "," + path("plain");
    assertRefused(ExitCode.USAGE, runs, List.of(), "different penalties", "--penalty");
    ok("aggregate", "--runs", runs, "--penalty", "1", "--output", path("sum"));
    Object[] other = {"--shape", "EII", "--k", "2", "--header"};
    ok(with(other, "fit", "--input", day("2"), "--output", path("other")));
    assertRefused(
        ExitCode.BAD_INPUT,
        fits("1") + "," + path("other"),
        List.of(),
        "no shape and K",
        "VVV 1,2,3",
        "EII 2");
  }

  @Test
  public void runsOfAnotherVersionOrSpoiled() throws IOException {
    copy(fits("1"), path("run"));
    Path manifest = path("run").resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("\"version\" : \"0", "\"version\" : \"9"));
    assertRefused(ExitCode.BAD_INPUT, path("run"), List.of(), "was made by version 9.");
    Files.writeString(manifest, text);

    Path fits = path("run").resolve("fits/fits-VVV-2.avro");
    byte[] whole = Files.readAllBytes(fits);
    Files.write(fits, Files.readAllBytes(path("run").resolve("profile.avro")));
    assertRefused(ExitCode.BAD_INPUT, path("run"), List.of(), "fits-VVV-2.avro cannot be used");
    Files.write(fits, Files.readAllBytes(path("run").resolve("fits/fits-VVV-3.avro")));
    assertRefused(ExitCode.BAD_INPUT, path("run"), List.of(), "holds local fits of VVV, K = 3");
    List<LocalFitRecord> records =
        ContainerFile.read(
            LocalFitRecord.getClassSchema(), new java.io.ByteArrayInputStream(whole));
    ContainerFile.write(
        LocalFitRecord.getClassSchema(), records.subList(0, 2), Files.newOutputStream(fits));
    assertRefused(
        ExitCode.BAD_INPUT, path("run"), List.of(), "4 subsets, but 2 local fits of VVV, K = 2");
    Files.write(fits, whole);

    Files.delete(path("run").resolve("profile.avro"));
    assertRefused(ExitCode.BAD_INPUT, path("run"), List.of(), "profile.avro");
  }

  @Test
  public void commandLinesThatCannotBe() throws IOException {
    assertRefused(
        ExitCode.USAGE, fits("1"), List.of("--criterion", "icl"), "--criterion icl", "--input");
    assertRefused(ExitCode.USAGE, fits("1"), List.of("--k", "9"), "--k and --shape", "VVV 1,2,3");
    assertRefused(
        ExitCode.USAGE, fits("1"), List.of("--input", path("nowhere")), "--input", "nowhere");
    copy(fits("1"), path("runs-1"));
    Result onto =
        CommandLine.run(
            "aggregate", "--runs", path("runs-1"), "--output", path("runs-1"), "--overwrite");
    assertEquals(ExitCode.USAGE, onto.code());
    assertTrue(onto.err(), onto.err().contains("holds the run"));
    assertTrue(Files.exists(path("runs-1").resolve("_SUCCESS")));
  }

  @Test
  public void weightsOfTheRunsHoldForTheRowsGiven() throws IOException {
    List<String> lines = new ArrayList<>(List.of("w,x"));
    RandomGenerator random = new Seed(8).generator();
    for (int i = 0; i < 200; i++) {
      lines.add((1 + i % 3) + "," + String.format(Locale.ROOT, "%.4f", random.nextGaussian()));
    }
    Files.write(path("weighted.csv"), lines);
    Object[] options = {"--header", "--weight", "w", "--k", "1"};
    ok(with(options, "fit", "--input", path("weighted.csv"), "--output", path("fit")));
    Result result =
        ok(
            "aggregate",
            "--runs",
            path("fit"),
            "--input",
            path("weighted.csv"),
            "--output",
            path("sum"));
    assertFalse(result.err(), result.err().contains("are not those"));
    Map<String, String> fit = CommandLine.table(path("fit").resolve("candidates.csv")).get(0);
    Map<String, String> sum = CommandLine.table(path("sum").resolve("candidates.csv")).get(0);
    assertEquals("399", sum.get("rows"));
    assertEquals(number(fit, "log_likelihood"), number(sum, "log_likelihood"), 1e-6);
    assertNotEquals("NA", sum.get("bic"));
  }
}
