package org.mixreduce.driver.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.driver.cli.CommandLine.Result;

/** What fit says of its own result. */
public class VerdictTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  /** Two clusters in sixteen files; the rows of one file may be moved. */
  private Path files(String name, int movedFile, double moved) throws IOException {
    RandomGenerator random = new Seed(11).generator();
    Path input = path(name);
    Files.createDirectories(input);
    for (int f = 0; f < 16; f++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        double centre = random.nextDouble() < 0.4 ? 6 : 0;
        double shift = f == movedFile ? moved : 0;
        double x = centre + random.nextGaussian() + shift;
        double y = centre + random.nextGaussian() - shift;
        lines.add(x + "," + y);
      }
      Files.write(input.resolve("part-" + f), lines);
    }
    return input;
  }

  /** A file has as many rows as a subset. */
  private Result fit(Path input, Path output, String k) {
    Result result =
        CommandLine.run(
            "fit",
            "--input",
            input,
            "--output",
            output,
            "--k",
            k,
            "--subset-rows",
            "250",
            "--pool-rows",
            "500");
    assertEquals(result.err(), ExitCode.DONE, result.code());
    return result;
  }

  private static JsonNode verdict(Path output) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(output.resolve("manifest.json")))
        .path("verdict");
  }

  private static JsonNode finding(JsonNode verdict, String topic) {
    for (JsonNode finding : verdict.path("findings")) {
      if (topic.equals(finding.path("topic").asText())) {
        return finding;
      }
    }
    throw new AssertionError("nothing said of " + topic + " in " + verdict);
  }

  @Test
  public void alikeFilesAreTrusted() throws IOException {
    Path output = path("alike");
    Result result = fit(files("in", -1, 0), output, "1..4");
    assertTrue(result.out(), result.out().contains("verdict: trustworthy"));
    JsonNode verdict = verdict(output);
    assertTrue(verdict.path("trustworthy").asBoolean());
    assertEquals("good", finding(verdict, "heterogeneity").path("level").asText());
    List<Map<String, String>> subsets = subsets(output);
    double loss = 0;
    double expected = 0;
    assertEquals(16, subsets.size());
    for (Map<String, String> subset : subsets) {
      loss += Double.parseDouble(subset.get("loss"));
      expected += Double.parseDouble(subset.get("expected_loss"));
      assertEquals("VVV", subset.get("own_shape"));
    }
    // Three components are what all subsets see, and 20 replicates are the default.
    JsonNode subsetVotes = verdict.path("votes").path("subsets");
    assertEquals(1, subsetVotes.size());
    assertEquals(16, subsetVotes.get(0).path("votes").asInt());
    int replicates = 0;
    for (JsonNode vote : verdict.path("votes").path("replicates")) {
      replicates += vote.path("votes").asInt();
    }
    assertEquals(20, replicates);
    double index = finding(verdict, "heterogeneity").path("value").asDouble();
    // The file has every digit of the terms; their sums differ by rounding.
    assertEquals(loss / expected, index, 1e-12 * index);
  }

  /** Places have a comma, and so quotes. */
  private static List<Map<String, String>> subsets(Path output) throws IOException {
    Path file = output.resolve("subsets.csv");
    Files.writeString(file, Files.readString(file).replaceAll("\"([^\"]*),([^\"]*)\"", "$1;$2"));
    return CommandLine.table(file);
  }

  @Test
  public void aFileThatDiffersIsNamed() throws IOException {
    Path output = path("moved");
    Result result = fit(files("in", 5, 1.5), output, "2");
    assertFalse(result.out(), verdict(output).path("trustworthy").asBoolean());
    JsonNode outlying = finding(verdict(output), "outlying_subsets");
    assertEquals("act", outlying.path("level").asText());
    assertTrue(outlying.path("text").asText(), outlying.path("text").asText().contains("part-5"));
    assertTrue(result.out(), result.out().contains("! "));
    assertTrue(result.out(), result.out().contains("--aggregate robust"));
  }

  @Test
  public void theLargestKThatWasAskedForIsNoAnswer() throws IOException {
    Path output = path("edge");
    Result result = fit(files("in", -1, 0), output, "1..2");
    assertTrue(result.out(), result.out().contains("--k 1..4"));
    assertEquals("act", finding(verdict(output), "number_of_components").path("level").asText());
  }
}
