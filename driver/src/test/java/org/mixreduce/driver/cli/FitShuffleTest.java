package org.mixreduce.driver.cli;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.driver.cli.CommandLine.Result;

/** {@code fit --shuffle} on rows that arrive sorted by component. */
public class FitShuffleTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final int ROWS = 3000;
  private static final int SUBSET_ROWS = 250;

  private Path rows;

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private static Result ok(Object... arguments) {
    Result result = CommandLine.run(arguments);
    assertEquals(result.err(), ExitCode.DONE, result.code());
    return result;
  }

  @Before
  public void generateSortedRows() {
    rows = path("rows");
    ok(
        "generate",
        "--output",
        rows,
        "--rows",
        ROWS,
        "--k",
        "3",
        "--dimension",
        "2",
        "--overlap",
        "0.01",
        "--files",
        "2",
        "--order",
        "component");
  }

  private Result fit(Path input, Path output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "fit",
                "-D",
                "mapreduce.input.fileinputformat.split.maxsize=12000",
                "--input",
                input,
                "--header",
                "--output",
                output,
                "--k",
                "3",
                "--subset-rows",
                SUBSET_ROWS,
                "--pool-rows",
                "300",
                "--starts",
                "2"));
    arguments.addAll(Arrays.asList(more));
    return CommandLine.run(arguments.toArray());
  }

  private static List<LocalFitRecord> localFits(Path output) throws IOException {
    return ContainerFile.read(
        LocalFitRecord.getClassSchema(),
        Files.newInputStream(output.resolve("fits/fits-VVV-3.avro")));
  }

  /** The spread of the subsets' means of the first variable, weighted by rows. */
  private static double varianceBetweenSubsets(List<LocalFitRecord> fits) {
    double weight = 0;
    double sum = 0;
    double squares = 0;
    for (LocalFitRecord record : fits) {
      LocalFit fit = LocalFitCodec.read(record);
      double mean = fit.mixture().orElseThrow().mean()[0];
      weight += record.getWeight();
      sum += record.getWeight() * mean;
      squares += record.getWeight() * mean * mean;
    }
    return squares / weight - (sum / weight) * (sum / weight);
  }

  private double varianceOfRows() throws IOException {
    double sum = 0;
    double squares = 0;
    for (String name : new String[] {"part-00000.csv", "part-00001.csv"}) {
      for (Map<String, String> row : CommandLine.table(rows.resolve(name))) {
        double x = Double.parseDouble(row.get("V1"));
        sum += x;
        squares += x * x;
      }
    }
    return squares / ROWS - (sum / ROWS) * (sum / ROWS);
  }

  private Map<String, String> source() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(rows)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            rows.relativize(file).toString(),
            Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.getLastModifiedTime(file));
      }
    }
    return contents;
  }

  @Test
  public void subsetsBecomeAlikeAndTheSourceStays() throws IOException {
    Map<String, String> before = source();
    Path sorted = path("sorted");
    Path shuffled = path("shuffled");
    Result asStored = fit(rows, sorted);
    assertEquals(asStored.err(), ExitCode.DONE, asStored.code());
    Result result = fit(rows, shuffled, "--shuffle");
    assertEquals(result.err(), ExitCode.DONE, result.code());
    assertEquals(before, source());
    assertFalse(Files.exists(shuffled.resolve("_work")));

    double within = varianceOfRows();
    List<LocalFitRecord> fits = localFits(shuffled);
    assertTrue("subsets: " + fits.size(), fits.size() >= 8);
    // Sorted, nearly all variance between components is variance between subsets; shuffled, it is
    // that of means of random rows, 1/250 of the rows' variance, times χ²/B: ten times is beyond
    // doubt. (V1 has more than a tenth of its variance between components, or the first fails.)
    assertTrue(varianceBetweenSubsets(localFits(sorted)) > 0.1 * within);
    assertTrue(varianceBetweenSubsets(fits) < 10 * within / SUBSET_ROWS);
    for (LocalFitRecord fit : fits) {
      assertTrue(fit.getPath(), fit.getPath().startsWith("shuffled-0"));
    }

    assertTrue(asStored.out(), asStored.out().contains("the subsets differ in kind"));
    assertTrue(result.out(), result.out().contains("the subsets are alike"));

    String manifest = Files.readString(shuffled.resolve("manifest.json"));
    assertTrue(manifest, manifest.contains("\"path\" : \"part-00001.csv\""));
    assertTrue(manifest, manifest.contains("\"shuffled\" : {"));
    assertTrue(manifest, manifest.contains("\"parts\" : 1,"));
    assertTrue(manifest, manifest.contains("\"rows\" : 3000,"));
    assertFalse(Files.readString(sorted.resolve("manifest.json")).contains("\"shuffled\" : {"));

    // The rows are the same, so the exact maximum is. Updates end when one gains less than 1e-7
    // nats a row, 0.0003 in all; another maximum would be nats away.
    assertEquals(logLikelihood(sorted), logLikelihood(shuffled), 0.05);
  }

  private static double logLikelihood(Path output) throws IOException {
    return Double.parseDouble(
        CommandLine.table(output.resolve("candidates.csv")).get(0).get("log_likelihood"));
  }

  @Test
  public void isResampleThenFitWhateverTheTasks() throws IOException {
    Path shuffled = path("all, in [one]");
    Result result = fit(rows, shuffled, "--shuffle", "--seed", "5");
    assertEquals(result.err(), ExitCode.DONE, result.code());
    ok(
        "resample",
        "-D",
        "mapreduce.input.fileinputformat.split.maxsize=5000",
        "-D",
        "mapreduce.job.reduces=2",
        "--input",
        rows,
        "--header",
        "--output",
        path("moved"),
        "--seed",
        "5");
    Path second = path("second");
    assertEquals(ExitCode.DONE, fit(path("moved"), second, "--seed", "5").code());
    for (String name : new String[] {"model.avro", "candidates.csv", "pool.avro"}) {
      assertArrayEquals(
          name,
          Files.readAllBytes(second.resolve(name)),
          Files.readAllBytes(shuffled.resolve(name)));
    }
  }

  @Test
  public void badRowsAreNamedByTheShuffledFilesAndBadInputLeavesNothing() throws IOException {
    Path input = Files.createDirectory(path("bad"));
    Files.write(
        input.resolve("a.csv"),
        List.of("x,y", "1,2", "2,three", "3,4", "2,2", "5,1", "4,4", "9,1", "8,0", "7,7"));
    Result refused = fit(input, path("out"), "--shuffle");
    assertEquals(ExitCode.BAD_INPUT, refused.code());
    assertTrue(refused.err(), refused.err().contains("the first: shuffled-00000, record "));
    assertFalse(Files.exists(path("out")));
    Files.write(input.resolve("b.csv"), List.of("y,x", "1,2"));
    Result header = fit(input, path("out"), "--shuffle");
    assertEquals(ExitCode.BAD_INPUT, header.code());
    assertTrue(header.err(), header.err().contains("the header of b.csv differs"));
    assertFalse(Files.exists(path("out")));
  }
}
