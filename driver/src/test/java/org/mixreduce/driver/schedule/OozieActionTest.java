package org.mixreduce.driver.schedule;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.cli.CommandLine;
import org.mixreduce.driver.cli.ExitCode;

public class OozieActionTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path output;

  /** As Oozie's launcher does before it calls main. */
  @Before
  public void launch() throws IOException {
    Path configuration = folder.getRoot().toPath().resolve("action.xml");
    output = folder.getRoot().toPath().resolve("output.properties");
    Files.writeString(
        configuration,
        "<configuration><property><name>mapreduce.job.queuename</name><value>night</value>"
            + "</property><property><name>mapreduce.job.tags</name><value>mine</value></property>"
            + "<property><name>oozie.child.mapreduce.job.tags</name><value>oozie-1</value>"
            + "</property></configuration>");
    System.setProperty(OozieAction.CONFIGURATION, configuration.toString());
    System.setProperty(OozieAction.OUTPUT, output.toString());
  }

  @After
  public void end() {
    System.clearProperty(OozieAction.CONFIGURATION);
    System.clearProperty(OozieAction.OUTPUT);
  }

  @Test
  public void thereIsNoneOutsideOfOozie() {
    end();
    assertEquals(Optional.empty(), OozieAction.current());
  }

  @Test
  public void jobsHaveTheConfigurationAndTheTagsOfTheAction() {
    Configuration conf = new Configuration(false);
    OozieAction.current().orElseThrow().configure(conf);
    assertEquals("night", conf.get("mapreduce.job.queuename"));
    assertEquals("mine,oozie-1", conf.get("mapreduce.job.tags"));
  }

  @Test
  public void capturedOutputAndSummaryFileSayTheSame() throws IOException {
    Path summary = folder.getRoot().toPath().resolve("summary");
    Path run = folder.getRoot().toPath().resolve("run");
    Object[] fit = {
      "fit",
      "--resume",
      "--input",
      CommandLine.TESTDATA.resolve("faithful.csv"),
      "--header",
      "--output",
      run,
      "--k",
      "1..3",
      "--summary",
      summary
    };
    assertEquals(ExitCode.DONE, CommandLine.run(fit).code());
    Properties captured = load(output);
    assertEquals(captured, load(summary));
    assertEquals(RunSummary.NAMES, captured.stringPropertyNames());
    assertEquals("trustworthy", captured.getProperty("verdict"));
    assertEquals("VVV", captured.getProperty("shape"));
    assertEquals("2", captured.getProperty("k"));
    assertEquals("272", captured.getProperty("rows"));
    assertEquals("NA", captured.getProperty("runs"));
    assertEquals("file:" + run.resolve("model.avro"), captured.getProperty("model"));
    Map<String, String> chosen =
        CommandLine.table(run.resolve("candidates.csv")).stream()
            .filter(row -> "true".equals(row.get("selected")))
            .findFirst()
            .orElseThrow();
    assertEquals(chosen.get("bic"), captured.getProperty("bic"));
    assertEquals(chosen.get("log_likelihood"), captured.getProperty("log_likelihood"));

    Files.delete(output);
    Files.delete(summary);
    assertEquals("the run has finished before", ExitCode.DONE, CommandLine.run(fit).code());
    assertEquals(captured, load(output));
    assertEquals(captured, load(summary));
  }

  @Test
  public void aPlanIsNoRunToTellOf() {
    List<Object> plan =
        List.of(
            "fit",
            "--plan",
            "--input",
            CommandLine.TESTDATA.resolve("faithful.csv"),
            "--header",
            "--output",
            folder.getRoot() + "/run",
            "--k",
            "2");
    assertEquals(ExitCode.DONE, CommandLine.run(plan.toArray()).code());
    assertFalse(Files.exists(output));
    List<Object> summarised = new ArrayList<>(plan);
    summarised.addAll(List.of("--summary", folder.getRoot() + "/summary"));
    OozieAction.FailedActionException thrown =
        assertThrows(
            OozieAction.FailedActionException.class, () -> CommandLine.run(summarised.toArray()));
    assertTrue(thrown.getMessage(), thrown.getMessage().contains("--plan begins no run"));
  }

  @Test
  public void oozieIsToldWhyARunFailed() {
    OozieAction.FailedActionException thrown =
        assertThrows(
            OozieAction.FailedActionException.class,
            () ->
                CommandLine.run(
                    "fit",
                    "--input",
                    folder.getRoot() + "/nowhere",
                    "--output",
                    folder.getRoot() + "/run",
                    "--k",
                    "2"));
    assertTrue(thrown.getMessage(), thrown.getMessage().startsWith("mixreduce fit: --input: "));
    assertTrue(thrown.getMessage(), thrown.getMessage().endsWith(" (exit code 2)"));
    assertFalse(Files.exists(output));
  }

  /** As much as Oozie bears is a limit on what is captured, never on where a run may be. */
  @Test
  public void aPathThatIsTooLongForOozieIsLeftOut() throws IOException {
    Map<String, String> values = new TreeMap<>(Map.of("k", "2", "verdict", "trustworthy"));
    OozieAction action = OozieAction.current().orElseThrow();
    String others = new RunSummary(values).text();
    int room = OozieAction.OUTPUT_BYTES - others.length() - "model=\n".length();

    values.put("model", "x".repeat(room));
    assertEquals(List.of(), action.capture(new RunSummary(values)));
    assertEquals(OozieAction.OUTPUT_BYTES, Files.size(output));
    values.put("model", "x".repeat(room + 1));
    assertEquals(List.of("model"), action.capture(new RunSummary(values)));
    assertEquals(others, Files.readString(output));
  }

  /** Names of files have 255 bytes at most, and paths 4,096. */
  @Test
  public void aRunInADeepFolderEndsWell() throws IOException {
    Path run = folder.getRoot().toPath();
    for (int depth = 0; depth < 9; depth++) {
      run = run.resolve("x".repeat(240));
    }
    CommandLine.Result result =
        CommandLine.run(
            "fit",
            "--input",
            CommandLine.TESTDATA.resolve("faithful.csv"),
            "--header",
            "--output",
            run,
            "--k",
            "1",
            "--standard-errors",
            "none");
    assertEquals(result.err(), ExitCode.DONE, result.code());
    assertTrue(result.err(), result.err().contains("captured without model: Oozie takes 2048"));
    assertEquals("1", load(output).getProperty("k"));
    assertFalse(load(output).containsKey("model"));
  }

  @Test
  public void everyPathIsReadBack() throws IOException {
    String path = " hdfs://host:8020/größe\\a=b#c d!";
    OozieAction.current().orElseThrow().capture(new RunSummary(Map.of("model", path)));
    assertEquals(path, load(output).getProperty("model"));
    OozieAction.current()
        .orElseThrow()
        .capture(new RunSummary(Map.of("model", "hdfs://host:8020/models/rows/model.avro")));
    assertEquals("model=hdfs://host:8020/models/rows/model.avro\n", Files.readString(output));
  }

  private static Properties load(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
