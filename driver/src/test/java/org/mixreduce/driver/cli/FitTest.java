package org.mixreduce.driver.cli;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.driver.cli.CommandLine.Result;

/** Whole runs by the embedded local runner. */
public class FitTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private static Result ok(Object... arguments) {
    Result result = CommandLine.run(arguments);
    assertEquals(result.err(), ExitCode.DONE, result.code());
    return result;
  }

  /** Three clusters in several files, sorted by cluster. */
  private Path sortedClusters(int files, int rows) throws IOException {
    RandomGenerator random = new Seed(7).generator();
    Path input = path("input");
    Files.createDirectories(input);
    for (int f = 0; f < files; f++) {
      List<String> lines = new ArrayList<>();
      lines.add("x,y,_class");
      int cluster = 3 * f / files;
      for (int i = 0; i < rows; i++) {
        double x = 6 * cluster + random.nextGaussian();
        double y = (cluster == 1 ? 5 : 0) + random.nextGaussian();
        lines.add(x + "," + y + ",c" + cluster);
      }
      Files.write(input.resolve("part-" + f + ".csv"), lines);
    }
    return input;
  }

  @Test
  public void plainMaximumLikelihoodIsMclusts() throws IOException {
    Properties golden = new Properties();
    try (Reader reader =
        Files.newBufferedReader(CommandLine.TESTDATA.resolve("golden/mclust-fits.properties"))) {
      golden.load(reader);
    }
    Path out = path("out");
    ok(
        "fit",
        "--input",
        CommandLine.TESTDATA.resolve("faithful.csv"),
        "--header",
        "--output",
        out,
        "--k",
        "1..2",
        "--shape",
        "EII,VII,EEI,VVI,EEE,VVV",
        "--penalty",
        "0");
    List<Map<String, String>> rows = CommandLine.table(out.resolve("candidates.csv"));
    assertEquals(12, rows.size());
    for (Map<String, String> row : rows) {
      String key = "faithful." + row.get("shape") + "." + row.get("k");
      double logLik = Double.parseDouble(golden.getProperty(key + ".logLik"));
      // 1e-7 nats a row is what the stopping rule leaves.
      assertEquals(key, logLik, Double.parseDouble(row.get("log_likelihood")), 1e-4);
      double icl = Double.parseDouble(golden.getProperty(key + ".icl"));
      assertEquals(key, icl, Double.parseDouble(row.get("icl")), 0.02);
      assertEquals(golden.getProperty(key + ".parameters"), row.get("parameters"));
      assertEquals("certified", row.get("status"));
    }
  }

  @Test
  public void leavesWhatItPromises() throws IOException {
    Path out = path("out");
    Result result =
        ok(
            "fit",
            "--input",
            CommandLine.TESTDATA.resolve("faithful.csv"),
            "--header",
            "--output",
            out,
            "--k",
            "1..3",
            "--subset-rows",
            "80");
    for (String name :
        List.of(
            "model.avro",
            "model.json",
            "candidates.csv",
            "parameters.csv",
            "manifest.json",
            "profile.avro",
            "pool.avro",
            "fits/fits-VVV-2.avro",
            "_SUCCESS")) {
      assertTrue(name, Files.exists(out.resolve(name)));
    }
    assertFalse(Files.exists(out.resolve("_work")));
    assertEquals(
        "shape,k,parameters,rows,pseudo_bic,log_likelihood,bic,aic,aic3,icl,origin,updates,"
            + "gain_per_row,status,selected",
        Files.readAllLines(out.resolve("candidates.csv")).get(0));
    assertTrue(result.out().contains("smaller is better"));
    assertTrue(result.out().contains("K = 2 components in 2 variables"));
    assertTrue(result.out().contains("272 rows"));
    String described = ok("describe", "--model", out).out();
    // What the run ended with, and the parameters one by one.
    String sheet = described.substring(0, described.indexOf("\nparameters with"));
    assertTrue(sheet, result.out().contains(sheet));
  }

  @Test
  public void theBytesDoNotDependOnTasksOrReducers() throws IOException {
    Path input = sortedClusters(6, 300);
    String[][] ways = {
      {"mapreduce.local.map.tasks.maximum=1", "mapreduce.job.reduces=1"},
      {"mapreduce.local.map.tasks.maximum=4", "mapreduce.job.reduces=3"},
      {"mapreduce.local.map.tasks.maximum=2", "mapreduce.task.io.sort.mb=1"}
    };
    byte[] model = null;
    byte[] candidates = null;
    for (int w = 0; w < ways.length; w++) {
      Path out = path("out" + w);
      ok(
          "fit",
          "-D",
          "mapreduce.input.fileinputformat.split.maxsize=9000",
          "-D",
          ways[w][0],
          "-D",
          ways[w][1],
          "--input",
          input,
          "--header",
          "--output",
          out,
          "--k",
          "2..4",
          "--subset-rows",
          "100",
          "--starts",
          "2",
          "--pool-rows",
          "200",
          "--refine",
          "2");
      byte[] ownModel = Files.readAllBytes(out.resolve("model.avro"));
      byte[] ownCandidates = Files.readAllBytes(out.resolve("candidates.csv"));
      if (model != null) {
        assertArrayEquals(model, ownModel);
        assertArrayEquals(candidates, ownCandidates);
      }
      model = ownModel;
      candidates = ownCandidates;
    }
  }

  @Test
  public void sortedFilesAreNoObstacleWithOrWithoutAPool() throws IOException {
    Path input = sortedClusters(6, 300);
    for (String pool : new String[] {"0", "300"}) {
      Path out = path("out" + pool);
      ok(
          "fit",
          "-D",
          "mapreduce.input.fileinputformat.split.maxsize=9000",
          "--input",
          input,
          "--header",
          "--output",
          out,
          "--k",
          "1..5",
          "--pool-rows",
          pool,
          "--subset-rows",
          "150",
          "--starts",
          "3");
      assertEquals("0".equals(pool), !Files.exists(out.resolve("pool.avro")));
      Path scores = path("scores" + pool);
      Result scored =
          ok("score", "--model", out, "--input", input, "--output", scores, "--truth", "_class");
      double index =
          Double.parseDouble(
              scored.out().replaceAll("(?s).*adjusted Rand index ([0-9.]+).*", "$1"));
      // Clusters 5 to 7 standard deviations apart: a few rows in a thousand are ambiguous.
      assertTrue(scored.out(), index > 0.97);
    }
  }

  /** Components that overlap, in many small subsets: one update is not enough. */
  @Test
  public void theSelectedModelGoesOnIfItHasNotArrived() throws IOException {
    RandomGenerator random = new Seed(9).generator();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      lines.add(String.valueOf((i % 5 < 3 ? 0 : 2.5) + random.nextGaussian()));
    }
    Files.write(path("rows.csv"), lines);
    Path out = path("out");
    Result result =
        ok(
            "fit",
            "--input",
            path("rows.csv"),
            "--output",
            out,
            "--k",
            "2..3",
            "--subset-rows",
            "200",
            "--pool-rows",
            "0",
            "--refine",
            "1");
    assertTrue(result.err(), result.err().contains("going on with VVV, K = 2"));
    List<Map<String, String>> candidates = CommandLine.table(out.resolve("candidates.csv"));
    // One of all candidates, and up to five of the best.
    int updates = Integer.parseInt(candidates.get(0).get("updates"));
    assertTrue("updates " + updates, updates >= 2 && updates <= 6);
  }

  @Test
  public void weightsAreFrequencies() throws IOException {
    List<String> weighted = new ArrayList<>(List.of("x,n"));
    List<String> repeated = new ArrayList<>(List.of("x"));
    RandomGenerator random = new Seed(8).generator();
    for (int i = 0; i < 200; i++) {
      double x = (i % 2) * 7 + random.nextGaussian();
      weighted.add(x + "," + (i % 4));
      for (int r = 0; r < i % 4; r++) {
        repeated.add(String.valueOf(x));
      }
    }
    Files.write(path("weighted.csv"), weighted);
    Files.write(path("repeated.csv"), repeated);
    String[] logLikelihoods = new String[2];
    for (int w = 0; w < 2; w++) {
      Path out = path("out" + w);
      List<Object> arguments =
          new ArrayList<>(
              List.of(
                  "fit",
                  "--input",
                  path(w == 0 ? "weighted.csv" : "repeated.csv"),
                  "--header",
                  "--output",
                  out,
                  "--k",
                  "2",
                  "--pool-rows",
                  "0"));
      if (w == 0) {
        arguments.addAll(List.of("--weight", "n"));
      }
      ok(arguments.toArray());
      Map<String, String> row = CommandLine.table(out.resolve("candidates.csv")).get(0);
      assertEquals("300", row.get("rows"));
      logLikelihoods[w] = row.get("log_likelihood");
    }
    // Different starting points, the same maximum: to what the stopping rule leaves.
    assertEquals(
        Double.parseDouble(logLikelihoods[0]), Double.parseDouble(logLikelihoods[1]), 1e-3);
  }

  @Test
  public void startsFromAGivenModel() throws IOException {
    Path first = path("first");
    Path input = CommandLine.TESTDATA.resolve("faithful.csv");
    ok("fit", "--input", input, "--header", "--output", first, "--k", "2");
    Result again =
        ok(
            "fit",
            "--input",
            input,
            "--header",
            "--output",
            path("second"),
            "--k",
            "2",
            "--start",
            first,
            "--starts",
            "1");
    assertTrue(again.out().contains("K = 2 components"));
  }

  @Test
  public void patienceStopsTheChain() throws IOException {
    Path out = path("out");
    ok(
        "fit",
        "--input",
        CommandLine.TESTDATA.resolve("faithful.csv"),
        "--header",
        "--output",
        out,
        "--k",
        "1..9",
        "--patience",
        "2",
        "--round",
        "1",
        "--starts",
        "3");
    List<Map<String, String>> rows = CommandLine.table(out.resolve("candidates.csv"));
    assertEquals(9, rows.size());
    assertEquals("certified", rows.get(3).get("status"));
    assertEquals("not_reached", rows.get(8).get("status"));
    assertEquals("NA", rows.get(8).get("bic"));
  }
}
