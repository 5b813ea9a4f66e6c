package org.mixreduce.driver.cli;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.driver.cli.CommandLine.Result;

/** Runs with and without {@code --aggregate robust} over files of which some are corrupt. */
public class RobustFitTest {

  private static final int ROWS = 240;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private static String line(RandomGenerator random) {
    int cluster = random.nextInt(3);
    double x = 6 * cluster + random.nextGaussian();
    double y = (cluster == 1 ? 5 : 0) + random.nextGaussian();
    return x + "," + y;
  }

  /** Rows of another kind. */
  private static String corrupt(RandomGenerator random) {
    return (40 + 30 * random.nextGaussian()) + "," + (-20 + random.nextGaussian());
  }

  private Path file(Path input, int number, boolean honest) throws IOException {
    Files.createDirectories(input);
    RandomGenerator random = new Seed(number).generator();
    List<String> lines = new ArrayList<>(List.of("x,y"));
    for (int i = 0; i < ROWS; i++) {
      lines.add(honest ? line(random) : corrupt(random));
    }
    return Files.write(input.resolve("part-" + number + ".csv"), lines);
  }

  private Result fit(Path input, Path out, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "fit",
                "-D",
                // A split a file.
                "mapreduce.input.fileinputformat.split.maxsize=9000",
                "--input",
                input,
                "--header",
                "--output",
                out,
                "--starts",
                "2"));
    if (!Arrays.asList(more).contains("--subset-rows")) {
      arguments.addAll(List.of("--subset-rows", "120"));
    }
    arguments.addAll(Arrays.asList(more));
    return CommandLine.run(arguments.toArray());
  }

  private Result aggregate(Path run, Path rows, String output) {
    Result result =
        CommandLine.run("aggregate", "--runs", run, "--input", rows, "--output", path(output));
    assertEquals(result.err(), ExitCode.DONE, result.code());
    return result;
  }

  private static JsonNode outlying(Path out) throws IOException {
    return new ObjectMapper()
        .readTree(out.resolve("manifest.json").toFile())
        .get("outlying_subsets");
  }

  @Test
  public void withoutCorruptFilesAsIfTheyHadNeverBeen() throws IOException {
    Path all = path("all");
    Path honest = path("honest");
    for (int f = 0; f < 8; f++) {
      boolean good = f != 2 && f != 5;
      file(all, f, good);
      if (good) {
        file(honest, f, true);
      }
    }
    Path robust = path("robust");
    Result run = fit(all, robust, "--aggregate", "robust", "--k", "1..3", "--round", "2");
    assertEquals(run.err(), ExitCode.DONE, run.code());
    // What is added to the run does not see them either.
    Result more =
        CommandLine.run(
            "fit",
            "-D",
            "mapreduce.input.fileinputformat.split.maxsize=9000",
            "--extend",
            "--output",
            robust,
            "--k",
            "4");
    assertEquals(more.err(), ExitCode.DONE, more.code());
    Path reference = path("reference");
    Result honestRun = fit(honest, reference, "--k", "1..4", "--round", "2");
    assertEquals(honestRun.err(), ExitCode.DONE, honestRun.code());

    // The subsets that are left have the names they have alone, and so all their seeds.
    assertArrayEquals(
        Files.readAllBytes(reference.resolve("model.avro")),
        Files.readAllBytes(robust.resolve("model.avro")));
    assertArrayEquals(
        Files.readAllBytes(reference.resolve("candidates.csv")),
        Files.readAllBytes(robust.resolve("candidates.csv")));

    // Certified on all files, it would be told of rows that it never saw: the warning says which.
    Result other = aggregate(robust, all, "on-all");
    assertTrue(other.err(), other.err().contains("left 480 rows out (--aggregate robust)"));
    Result same = aggregate(robust, honest, "on-honest");
    assertFalse(same.err(), same.err().contains("are not those"));
    assertArrayEquals(
        Files.readAllBytes(reference.resolve("subsets.csv")),
        Files.readAllBytes(robust.resolve("subsets.csv")));
    for (Map<String, String> row : CommandLine.table(robust.resolve("candidates.csv"))) {
      assertEquals(String.valueOf(6 * ROWS), row.get("rows"));
    }

    JsonNode found = outlying(robust);
    assertTrue(found.get("left_out").asBoolean());
    assertEquals(16, found.get("judged").asInt());
    assertEquals(2 * ROWS, found.get("rows").asInt());
    List<String> named = new ArrayList<>();
    for (JsonNode subset : found.get("subsets")) {
      named.add(subset.get("split").asText() + "+" + subset.get("subset").asInt());
      assertTrue(subset.get("distance").asDouble() > subset.get("threshold").asDouble());
    }
    assertEquals(List.of("part-2.csv+0", "part-2.csv+1", "part-5.csv+0", "part-5.csv+1"), named);
    assertTrue(run.out(), run.out().contains("left out by --aggregate robust: 4 of 16 subsets"));
    assertTrue(run.out(), run.out().contains("120 rows from part-5.csv, record 121 on: distance"));
    assertTrue(Files.exists(robust.resolve("distances.avro")));
    assertFalse(Files.exists(robust.resolve("_work")));
  }

  /**
   * A file in other units scales the penalty of all, which drowns honest fits of K = 2 and more.
   */
  @Test
  public void aFileThatDrownsAllOthersIsFoundByFewerComponents() throws IOException {
    Path input = path("input");
    for (int f = 0; f < 8; f++) {
      file(input, f, true);
    }
    RandomGenerator random = new Seed(8).generator();
    List<String> lines = new ArrayList<>(List.of("x,y"));
    for (int i = 0; i < ROWS; i++) {
      String[] values = line(random).split(",");
      lines.add(1e4 * Double.parseDouble(values[0]) + "," + values[1]);
    }
    Files.write(input.resolve("part-8.csv"), lines);
    Path out = path("out");
    Result run = fit(input, out, "--aggregate", "robust", "--k", "1..4", "--replicates", "0");
    assertEquals(run.err(), ExitCode.DONE, run.code());
    JsonNode found = outlying(out);
    assertEquals(18, found.get("judged").asInt());
    assertEquals(ROWS, found.get("rows").asInt());
    assertTrue(found.get("judge_k").asInt() < 3);
    for (Map<String, String> row : CommandLine.table(out.resolve("candidates.csv"))) {
      assertEquals("true".equals(row.get("selected")), "3".equals(row.get("k")));
    }
  }

  @Test
  public void byDefaultTheyAreUsedAndWarnedOf() throws IOException {
    Path input = path("input");
    for (int f = 0; f < 6; f++) {
      file(input, f, f != 3);
    }
    Path out = path("out");
    Result run = fit(input, out, "--k", "2");
    assertEquals(run.err(), ExitCode.DONE, run.code());
    assertTrue(run.err(), run.err().contains("2 of 12 subsets whose local fits lie apart"));
    assertTrue(run.err(), run.err().contains("part-3.csv"));
    assertTrue(run.err(), run.err().contains("--aggregate robust"));
    assertFalse(outlying(out).get("left_out").asBoolean());
    assertEquals(
        String.valueOf(6 * ROWS),
        CommandLine.table(out.resolve("candidates.csv")).get(0).get("rows"));
  }

  /** A part of one file, among whose subsets the others keep their places. */
  @Test
  public void aSpoiltStretchOfAFileIsLeftOut() throws IOException {
    RandomGenerator random = new Seed(31).generator();
    List<String> lines = new ArrayList<>(List.of("x,y"));
    for (int i = 0; i < 1200; i++) {
      lines.add(i >= 240 && i < 480 ? corrupt(random) : line(random));
    }
    Path input = Files.write(path("one.csv"), lines);
    Path out = path("out");
    Result run =
        CommandLine.run(
            "fit",
            "--input",
            input,
            "--header",
            "--output",
            out,
            "--k",
            "1..3",
            "--subset-rows",
            "120",
            "--starts",
            "2",
            "--aggregate",
            "robust",
            "--pool-rows",
            "0");
    assertEquals(run.err(), ExitCode.DONE, run.code());
    List<Integer> places = new ArrayList<>();
    outlying(out).get("subsets").forEach(subset -> places.add(subset.get("subset").asInt()));
    assertEquals(List.of(2, 3), places);
    assertEquals("960", CommandLine.table(out.resolve("candidates.csv")).get(0).get("rows"));
    List<String> kept = new ArrayList<>();
    CommandLine.table(out.resolve("subsets.csv")).forEach(row -> kept.add(row.get("subset")));
    assertEquals(List.of("0", "1", "4", "5", "6", "7", "8", "9"), kept);
  }

  @Test
  public void honestFilesAreAllUsed() throws IOException {
    Path input = path("input");
    for (int f = 0; f < 4; f++) {
      file(input, f, true);
    }
    byte[][] models = new byte[2][];
    for (int a = 0; a < 2; a++) {
      Path out = path("out" + a);
      Result run = fit(input, out, "--k", "2..3", "--aggregate", a == 0 ? "kl" : "robust");
      assertEquals(run.err(), ExitCode.DONE, run.code());
      assertFalse(run.err(), run.err().contains("lie apart"));
      assertFalse(run.out(), run.out().contains("left out by"));
      assertEquals(0, outlying(out).get("subsets").size());
      models[a] = Files.readAllBytes(out.resolve("model.avro"));
    }
    assertArrayEquals(models[0], models[1]);
  }

  @Test
  public void threeSubsetsAreTooFewToLeaveOneOut() throws IOException {
    Path input = path("input");
    file(input, 0, true);
    Path out = path("out");
    Result run = fit(input, out, "--k", "2", "--aggregate", "robust", "--subset-rows", "80");
    assertEquals(run.out(), ExitCode.BAD_INPUT, run.code());
    assertTrue(run.err(), run.err().contains("needs 4 subsets, there are 3"));
    assertTrue(run.err(), run.err().contains("lower --subset-rows 80"));
    assertFalse(Files.exists(out));

    Result plain = fit(input, out, "--k", "2", "--subset-rows", "80");
    assertEquals(plain.err(), ExitCode.DONE, plain.code());
    assertNull(outlying(out));
  }
}
