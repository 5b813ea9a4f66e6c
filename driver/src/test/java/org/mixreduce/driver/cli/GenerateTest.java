package org.mixreduce.driver.cli;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.cli.CommandLine.Result;

public class GenerateTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private static Result ok(Object... arguments) {
    Result result = CommandLine.run(arguments);
    assertEquals(result.err(), ExitCode.DONE, result.code());
    return result;
  }

  private List<Integer> components(Path rows) throws IOException {
    List<Integer> components = new ArrayList<>();
    for (int file = 0; Files.exists(rows.resolve("part-0000" + file + ".csv")); file++) {
      List<String> lines = Files.readAllLines(rows.resolve("part-0000" + file + ".csv"));
      assertEquals("V1,V2,_component", lines.get(0));
      for (String line : lines.subList(1, lines.size())) {
        components.add(Integer.parseInt(line.substring(line.lastIndexOf(',') + 1)));
      }
    }
    return components;
  }

  @Test
  public void rowsAreFittedBackToTheirModel() throws IOException {
    Path rows = path("rows");
    ok(
        "generate",
        "--output",
        rows,
        "--rows",
        "3001",
        "--k",
        "3",
        "--dimension",
        "2",
        "--overlap",
        "0.001",
        "--files",
        "2");
    assertEquals(3001, components(rows).size());
    ok("fit", "--input", rows, "--header", "--output", path("fit"), "--k", "2..4");
    Result scored =
        ok(
            "score",
            "--model",
            path("fit"),
            "--input",
            rows,
            "--output",
            path("scores"),
            "--truth",
            "_component");
    double index =
        Double.parseDouble(scored.out().replaceAll("(?s).*adjusted Rand index ([0-9.]+).*", "$1"));
    // Pairs of components share a row in a thousand at the most.
    assertTrue(scored.out(), index > 0.99);
    assertTrue(ok("describe", "--model", rows).out().contains("K = 3 components"));
  }

  @Test
  public void sortedRowsAndTheSameSeed() throws IOException {
    for (String name : new String[] {"a", "b"}) {
      ok(
          "generate",
          "--output",
          path(name),
          "--rows",
          "500",
          "--k",
          "3",
          "--dimension",
          "2",
          "--overlap",
          "0.1",
          "--files",
          "3",
          "--order",
          "component",
          "--seed",
          "9");
    }
    List<Integer> components = components(path("a"));
    assertEquals(components.stream().sorted().toList(), components);
    assertEquals(3, components.stream().distinct().count());
    for (int file = 0; file < 3; file++) {
      String name = "part-0000" + file + ".csv";
      assertArrayEquals(
          Files.readAllBytes(path("a").resolve(name)), Files.readAllBytes(path("b").resolve(name)));
    }
  }

  @Test
  public void drawsFromAFittedModel() throws IOException {
    ok(
        "fit",
        "--input",
        CommandLine.TESTDATA.resolve("faithful.csv"),
        "--header",
        "--output",
        path("fit"),
        "--k",
        "2");
    ok("generate", "--output", path("rows"), "--rows", "100", "--model", path("fit"));
    List<String> lines = Files.readAllLines(path("rows").resolve("part-00000.csv"));
    assertEquals("eruptions,waiting,_component", lines.get(0));
    assertEquals(101, lines.size());
  }

  @Test
  public void whatCannotBeIsSaid() {
    Object[][] wrong = {
      {"--k", "2"},
      {},
      {"--model", path("nowhere")},
      {"--k", "2", "--dimension", "2", "--overlap", "1.5"},
      {"--k", "2", "--dimension", "2", "--overlap", "0.1", "--order", "up"},
      {"--k", "2", "--dimension", "2", "--overlap", "0.1", "--files", "0"}
    };
    for (Object[] options : wrong) {
      List<Object> arguments =
          new ArrayList<>(List.of("generate", "--output", path("out"), "--rows", "10"));
      arguments.addAll(List.of(options));
      Result result = CommandLine.run(arguments.toArray());
      assertEquals(result.err(), ExitCode.USAGE, result.code());
      assertTrue(!Files.exists(path("out")));
    }
  }

  @Test
  public void anotherDriverAtWorkIsNamedAndLeftAlone() throws IOException {
    Object[] arguments = {
      "generate", "--output", path("out"), "--rows", "10", "--k", "1", "--dimension", "2"
    };
    OtherDriver.refuses(path("out"), () -> CommandLine.run(arguments));
    ok(arguments);
    try (var files = Files.walk(path("out"))) {
      assertEquals(
          List.of("_SUCCESS", "_model/model.avro", "_model/model.json", "part-00000.csv"),
          files
              .filter(Files::isRegularFile)
              .map(file -> path("out").relativize(file).toString())
              .filter(name -> !name.endsWith(".crc"))
              .sorted()
              .toList());
    }
  }
}
