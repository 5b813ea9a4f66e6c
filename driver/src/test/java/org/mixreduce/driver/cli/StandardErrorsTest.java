package org.mixreduce.driver.cli;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.data.Seed;
import org.mixreduce.driver.cli.CommandLine.Result;

/** Standard errors from the command line to the files, by the embedded local runner. */
public class StandardErrorsTest {

  private static final Path FAITHFUL = CommandLine.TESTDATA.resolve("faithful.csv");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private static Result ok(List<Object> arguments) {
    Result result = CommandLine.run(arguments.toArray());
    assertEquals(result.err(), ExitCode.DONE, result.code());
    return result;
  }

  private Result fit(Path input, Path out, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("fit", "--input", input, "--header", "--output", out));
    arguments.addAll(Arrays.asList(more));
    return ok(arguments);
  }

  /** Rows of two normal clusters, sorted by cluster. */
  private Path clusters(String name, int rows, String header) throws IOException {
    RandomGenerator random = new Seed(7).generator();
    List<String> lines = new ArrayList<>(List.of(header));
    for (int i = 0; i < rows; i++) {
      int cluster = i < rows / 3 ? 0 : 1;
      lines.add(8 * cluster + random.nextGaussian() + "," + 2 * random.nextGaussian());
    }
    return Files.write(path(name), lines);
  }

  @Test
  public void parametersAreThoseOfTheModelWithMclustsStandardErrors() throws IOException {
    Path out = path("out");
    Result result = fit(FAITHFUL, out, "--k", "1..2", "--penalty", "0");
    assertEquals(
        "shape,k,component,parameter,variable,other_variable,estimate,standard_error,lower,upper,"
            + "sandwich_error",
        Files.readAllLines(out.resolve("parameters.csv")).get(0));
    List<Map<String, String>> rows = CommandLine.table(out.resolve("parameters.csv"));
    assertEquals(12, rows.size());
    Properties golden = new Properties();
    try (InputStream in =
        Files.newInputStream(CommandLine.TESTDATA.resolve("golden/mclust-bootstrap.properties"))) {
      golden.load(in);
    }
    String[] weights = golden.getProperty("faithful.VVV.2.weights").split(" ");
    String[] means = golden.getProperty("faithful.VVV.2.means").split(" ");
    assertEquals(Double.parseDouble(weights[0]), error(rows.get(0)), 0.16 * error(rows.get(0)));
    Map<String, String> mean = rows.get(3);
    assertEquals("VVV", mean.get("shape"));
    assertEquals("2", mean.get("k"));
    assertEquals("1", mean.get("component"));
    assertEquals("mean", mean.get("parameter"));
    assertEquals("waiting", mean.get("variable"));
    assertEquals("", mean.get("other_variable"));
    // One bag of all rows with some 320 replicates: four Monte Carlo errors of 4 %.
    assertEquals(Double.parseDouble(means[1]), error(mean), 0.16 * error(mean));
    double estimate = Double.parseDouble(mean.get("estimate"));
    // The model's own number, in full.
    JsonNode json = new ObjectMapper().readTree(out.resolve("model.json").toFile());
    assertEquals(json.get("components").get(0).get("mean").get(1).asDouble(), estimate, 0);
    double reach = 1.959963984540054 * error(mean);
    assertEquals(estimate - reach, Double.parseDouble(mean.get("lower")), 1e-12 * estimate);
    assertEquals(estimate + reach, Double.parseDouble(mean.get("upper")), 1e-12 * estimate);
    Map<String, String> correlation = rows.get(6);
    assertEquals("correlation", correlation.get("parameter"));
    assertEquals("waiting", correlation.get("variable"));
    assertEquals("eruptions", correlation.get("other_variable"));
    assertTrue(result.out(), result.out().contains("on 1 bag of 272 rows"));
    assertTrue(result.out(), result.out().contains("the sandwich agrees"));
    JsonNode uncertainty = json.get("uncertainty");
    assertEquals(1, uncertainty.get("bags").asInt());
    assertEquals(272, uncertainty.get("rows_per_bag").asInt());
    assertEquals(12, uncertainty.get("parameters").size());
    JsonNode third = uncertainty.get("parameters").get(3);
    assertEquals(1, third.get("component").asInt());
    assertEquals(error(mean), third.get("standard_error").asDouble(), 0);
  }

  private static double error(Map<String, String> row) {
    return Double.parseDouble(row.get("standard_error"));
  }

  @Test
  public void describeShowsEveryParameter() throws IOException {
    Path out = path("out");
    fit(FAITHFUL, out, "--k", "2");
    String text = ok(List.of("describe", "--model", out)).out();
    assertTrue(text, text.contains("± standard errors"));
    assertTrue(text, text.matches("(?s).*parameter +estimate +std. error +95% from +to .*"));
    for (String name :
        List.of(
            "weight of 2",
            "mean of waiting in 1",
            "standard deviation of eruptions in 2",
            "correlation of waiting and eruptions in 1")) {
      assertTrue(name + " in " + text, text.contains(name));
    }
  }

  @Test
  public void noneSelectedAllOrNonsense() throws IOException {
    Path none = path("none");
    Result without = fit(FAITHFUL, none, "--k", "1..2", "--standard-errors", "none");
    assertFalse(Files.exists(none.resolve("parameters.csv")));
    assertFalse(without.out(), without.out().contains("±"));
    String described = ok(List.of("describe", "--model", none)).out();
    assertFalse(described, described.contains("std. error"));
    assertFalse(Files.readString(none.resolve("model.json")).contains("uncertainty"));

    Path all = path("all");
    fit(FAITHFUL, all, "--k", "1..2", "--shape", "VVI,EEE", "--standard-errors", "all");
    List<Map<String, String>> rows = CommandLine.table(all.resolve("parameters.csv"));
    // VVI: 4, and 2 + 8; EEE: 5, and 2 + 4 + 3.
    assertEquals(4 + 10 + 5 + 9, rows.size());
    assertEquals(
        List.of("VVI 1", "VVI 2", "EEE 1", "EEE 2"),
        rows.stream().map(row -> row.get("shape") + " " + row.get("k")).distinct().toList());
    Map<String, String> shared = rows.get(rows.size() - 1);
    assertEquals("correlation all", shared.get("parameter") + " " + shared.get("component"));
    // Its model.json says the same of the one that was selected.
    JsonNode json = new ObjectMapper().readTree(all.resolve("model.json").toFile());
    String selected = json.get("shape").asText() + " " + json.get("k").asText();
    List<Map<String, String>> own =
        rows.stream()
            .filter(row -> selected.equals(row.get("shape") + " " + row.get("k")))
            .toList();
    JsonNode parameters = json.get("uncertainty").get("parameters");
    assertEquals(own.size(), parameters.size());
    for (int i = 0; i < own.size(); i++) {
      assertEquals(error(own.get(i)), parameters.get(i).get("standard_error").asDouble(), 0);
      assertEquals(own.get(i).get("component"), parameters.get(i).get("component").asText());
    }

    Result nonsense =
        CommandLine.run(
            "fit",
            "--input",
            FAITHFUL,
            "--header",
            "--output",
            path("x"),
            "--k",
            "1",
            "--standard-errors",
            "some");
    assertEquals(ExitCode.USAGE, nonsense.code());
    assertTrue(
        nonsense.err(),
        nonsense.err().contains("--standard-errors some: choose none, selected or all"));
  }

  /** Bags would take rows out of their mappers, which --pool-rows 0 rules out. */
  @Test
  public void rowsThatStayInTheirMappersHaveNoStandardErrors() throws IOException {
    Path out = path("out");
    Result result = fit(FAITHFUL, out, "--k", "2", "--pool-rows", "0");
    assertWarned(
        result, out, "without a pooled sample (--pool-rows 0) every row stays in its mapper");
    assertFalse(Files.exists(out.resolve("parameters.csv")));
  }

  @Test
  public void weightsAreFrequencies() throws IOException {
    RandomGenerator random = new Seed(8).generator();
    List<String> lines = new ArrayList<>(List.of("x,n"));
    int n = 300;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      lines.add(x + "," + 100);
      sum += x;
      squares += x * x;
    }
    double variance = squares / n - sum / n * sum / n;
    Path out = path("out");
    fit(Files.write(path("weighted.csv"), lines), out, "--k", "1", "--weight", "n");
    Map<String, String> mean = CommandLine.table(out.resolve("parameters.csv")).get(0);
    double expected = Math.sqrt(variance / (100.0 * n));
    assertEquals(expected, error(mean), 0.16 * expected);
    // Exact but for differences, the penalty and 30,000 rows' worth of rounding.
    assertEquals(1, Double.parseDouble(mean.get("sandwich_error")) / expected, 1e-5);
  }

  /** Several bags from several splits, sorted rows, and the same bytes however tasks run. */
  @Test
  public void theBytesDoNotDependOnTasksOrReducers() throws IOException {
    Path input = clusters("rows.csv", 3000, "x,y");
    String[][] ways = {
      {"mapreduce.local.map.tasks.maximum=1", "mapreduce.job.reduces=1"},
      {"mapreduce.local.map.tasks.maximum=4", "mapreduce.job.reduces=3"},
      {"mapreduce.local.reduce.tasks.maximum=2", "mapreduce.task.io.sort.mb=1"}
    };
    byte[] model = null;
    byte[] parameters = null;
    for (int w = 0; w < ways.length; w++) {
      Path out = path("out" + w);
      Result result =
          ok(
              List.of(
                  "fit",
                  "-D",
                  "mapreduce.input.fileinputformat.split.maxsize=20000",
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
                  "2",
                  "--shape",
                  "VVI",
                  "--subset-rows",
                  "700",
                  "--starts",
                  "2",
                  "--standard-errors",
                  "all"));
      assertTrue(result.out(), result.out().matches("(?s).*replicates on [2-9]\\d* bags of .*"));
      byte[] ownModel = Files.readAllBytes(out.resolve("model.avro"));
      byte[] ownParameters = Files.readAllBytes(out.resolve("parameters.csv"));
      if (model != null) {
        assertArrayEquals(model, ownModel);
        assertArrayEquals(parameters, ownParameters);
      }
      model = ownModel;
      parameters = ownParameters;
    }
    // Sorted rows are no matter: each bag is of the whole. A thousand rows of standard deviation 1.
    List<Map<String, String>> rows = CommandLine.table(path("out0").resolve("parameters.csv"));
    Map<String, String> mean =
        rows.stream()
            .filter(row -> "mean".equals(row.get("parameter")) && "2".equals(row.get("component")))
            .findFirst()
            .orElseThrow();
    // By four bags of 400 rows: a bag's variance is known to √(2/133), the average to half of it.
    assertEquals(Math.sqrt(1 / 1000.0), error(mean), 4 * 0.06 * Math.sqrt(1 / 1000.0));
  }

  /** A bag as large as the scarcest component asks for may be more than a task may hold. */
  @Test
  public void smallBagsAreWarnedOfAndExactOnesAreNot() throws IOException {
    Path input = clusters("rows.csv", 3000, "x,y");
    Result small =
        fit(
            input,
            path("small"),
            "--k",
            "2",
            "--bag-rows",
            "150",
            "--starts",
            "1",
            "--replicates",
            "0");
    assertWarned(small, path("small"), "bags of 150 rows are small for");
    assertWarned(small, path("small"), "raise --bag-rows");
    Result enough =
        fit(
            input,
            path("enough"),
            "--k",
            "2",
            "--bag-rows",
            "1000",
            "--starts",
            "1",
            "--replicates",
            "0");
    assertFalse(enough.err(), enough.err().contains("are small for"));
    assertEquals(List.of(), warnings(path("enough")));
  }

  /** A cluster of four rows has three of them, as a plane needs, in no bag of every tenth row. */
  @Test
  public void aModelWithoutASoundBagHasNoStandardErrors() throws IOException {
    RandomGenerator random = new Seed(9).generator();
    List<String> lines = new ArrayList<>(List.of("x,y"));
    for (int i = 0; i < 800; i++) {
      double centre = i < 4 ? 1000 : 0;
      lines.add(centre + random.nextGaussian() + "," + random.nextGaussian());
    }
    Path out = path("out");
    Path input = Files.write(path("rows.csv"), lines);
    Result result = fit(input, out, "--k", "2", "--bag-rows", "80", "--penalty", "0");
    assertWarned(result, out, "bags of 80 rows are small for");
    assertWarned(result, out, "no bag of rows gave a sound fit");
    assertFalse(Files.exists(out.resolve("parameters.csv")));
  }

  /** Two components in two variables have 11 parameters. */
  @Test
  public void bagsOfNoMoreRowsThanParametersAreRefused() throws IOException {
    Path out = path("out");
    Result result =
        fit(
            clusters("rows.csv", 2000, "x,y"),
            out,
            "--k",
            "2",
            "--bag-rows",
            "11",
            "--replicates",
            "0");
    assertWarned(result, out, "bags of --bag-rows 11 have no more rows than it has parameters, 11");
    assertFalse(Files.exists(out.resolve("parameters.csv")));
  }

  /** On the terminal and in the manifest. */
  private static void assertWarned(Result result, Path out, String words) throws IOException {
    assertTrue(
        words + " in " + result.err(),
        result.err().lines().anyMatch(line -> line.matches("warning: .*\\Q" + words + "\\E.*")));
    assertTrue(
        words + " in " + warnings(out),
        warnings(out).stream().anyMatch(warning -> warning.contains(words)));
  }

  private static List<String> warnings(Path out) throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(out.resolve("manifest.json").toFile());
    List<String> warnings = new ArrayList<>();
    manifest.get("warnings").forEach(warning -> warnings.add(warning.asText()));
    return warnings;
  }

  @Test
  public void namesWithCommasAndQuotesAreQuoted() throws IOException {
    Path input = clusters("rows.csv", 90, "\"width, \"\"in\"\"\",height");
    Path out = path("out");
    fit(input, out, "--k", "1", "--starts", "1");
    List<String> lines = Files.readAllLines(out.resolve("parameters.csv"));
    assertTrue(lines.toString(), lines.get(1).startsWith("VVV,1,1,mean,\"width, \"\"in\"\"\",,"));
    assertTrue(
        lines.toString(),
        lines.get(5).startsWith("VVV,1,1,correlation,height,\"width, \"\"in\"\"\","));
    assertTrue(
        ok(List.of("describe", "--model", out)).out().contains("mean of width, \"in\" in 1"));
  }

  /** Standard errors of other parameters than the model has. */
  @Test
  public void aModelWhoseUncertaintyIsAnothersIsRefused() throws IOException {
    Path out = path("out");
    fit(FAITHFUL, out, "--k", "1");
    List<ModelRecord> models =
        ContainerFile.read(
            ModelRecord.getClassSchema(), Files.newInputStream(out.resolve("model.avro")));
    models.get(0).getUncertainty().getEstimates().remove(0);
    Path broken = path("broken.avro");
    ContainerFile.write(ModelRecord.getClassSchema(), models, Files.newOutputStream(broken));
    Result result = CommandLine.run("describe", "--model", broken);
    assertEquals(ExitCode.BAD_INPUT, result.code());
    assertTrue(result.err(), result.err().contains("broken.avro"));
    assertTrue(
        result.err(), result.err().contains("field uncertainty has 4 estimates, the mixture 5"));
  }
}
