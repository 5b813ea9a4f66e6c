package org.mixreduce.driver.cli;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.cli.CommandLine.Result;

/** Rows are moved, all of them, at random, and nothing else happens. */
public class ResampleTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private static Result ok(Object... arguments) {
    Result result = CommandLine.run(arguments);
    assertEquals(result.err(), ExitCode.DONE, result.code());
    return result;
  }

  /** Rows i,v in the order of i, over files with a header. */
  private Path sortedRows(int files, int rowsOfAFile) throws IOException {
    Path input = path("input");
    Files.createDirectories(input);
    for (int f = 0; f < files; f++) {
      List<String> lines = new ArrayList<>(List.of("i,v"));
      for (int i = 0; i < rowsOfAFile; i++) {
        int row = f * rowsOfAFile + i;
        lines.add(row + "," + "x".repeat(row % 13));
      }
      Files.write(input.resolve("day-" + f + ".csv"), lines);
    }
    return input;
  }

  private static List<Path> parts(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("shuffled-"))
          .sorted()
          .toList();
    }
  }

  /** The files of a directory by name. */
  private static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(
            file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  private static Map<String, String> partContents(Path directory) throws IOException {
    Map<String, String> contents = contents(directory);
    contents.keySet().removeIf(name -> !name.startsWith("shuffled-"));
    return contents;
  }

  /** The first column of rows in their order, after a look at the header. */
  private static List<Integer> order(Path part) throws IOException {
    List<String> lines = Files.readAllLines(part);
    assertEquals("i,v", lines.get(0));
    return lines.stream()
        .skip(1)
        .map(line -> Integer.parseInt(line.substring(0, line.indexOf(','))))
        .toList();
  }

  /** Spearman's rank correlation of place and value, for values that all differ. */
  private static double rankCorrelation(List<Integer> values) {
    List<Integer> sorted = values.stream().sorted().toList();
    double n = values.size();
    double squares = 0;
    for (int i = 0; i < values.size(); i++) {
      double difference = i - java.util.Collections.binarySearch(sorted, values.get(i));
      squares += difference * difference;
    }
    return 1 - 6 * squares / (n * (n * n - 1));
  }

  @Test
  public void everyRowOnceAtRandomInBalancedParts() throws IOException {
    int rows = 4000;
    Path input = sortedRows(4, rows / 4);
    Map<String, String> before = contents(input);
    Path out = path("out");
    Result result =
        ok("resample", "--input", input, "--header", "--output", out, "--parts", "5", "--seed", 7);
    List<Integer> all = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (Path part : parts(out)) {
      List<Integer> own = order(part);
      // Under a random order the correlation has deviation 1/√(n - 1).
      double bound = 5 / Math.sqrt(own.size() - 1);
      assertEquals("within " + part, 0, rankCorrelation(own), bound);
      // Each part's rows come from all over the input: their mean is that of a random sample.
      double mean = own.stream().mapToInt(Integer::intValue).average().orElseThrow();
      double deviation = rows / Math.sqrt(12.0 * own.size());
      assertEquals("of " + part, (rows - 1) / 2.0, mean, 5 * deviation);
      all.addAll(own);
      sizes.add(own.size());
    }
    assertEquals(0, rankCorrelation(all), 5 / Math.sqrt(rows - 1));
    assertEquals(1, rankCorrelation(all.stream().sorted().toList()), 0);
    assertEquals(5, sizes.size());
    // Binomial(4000, 1/5) has deviation 25.3.
    sizes.forEach(size -> assertEquals(rows / 5, size, 5 * 25.3));

    List<String> moved = new ArrayList<>();
    for (Path part : parts(out)) {
      moved.addAll(Files.readAllLines(part).subList(1, Files.readAllLines(part).size()));
    }
    List<String> given = new ArrayList<>();
    for (String text : before.values()) {
      given.addAll(text.lines().skip(1).toList());
    }
    assertEquals(given.stream().sorted().toList(), moved.stream().sorted().toList());
    assertEquals("the source is untouched", before, contents(input));
    assertTrue(Files.exists(out.resolve("_SUCCESS")));
    assertFalse(Files.exists(out.resolve("_work")));

    int least = sizes.stream().min(Integer::compare).orElseThrow();
    int most = sizes.stream().max(Integer::compare).orElseThrow();
    String note = "moved 4000 rows in 5 parts of " + least + " to " + most + " rows to ";
    assertTrue(result.out(), result.out().contains(note));
    assertTrue(result.out(), result.out().contains("next: mixreduce fit --input "));
    String manifest = Files.readString(out.resolve("_manifest.json"));
    assertTrue(manifest, manifest.contains("\"smallest_part\" : " + least));
    assertTrue(manifest, manifest.contains("day-3.csv"));
  }

  @Test
  public void theBytesDependOnNothingButInputPartsAndSeed() throws IOException {
    Path input = sortedRows(3, 400);
    String[][] ways = {
      {"mapreduce.local.map.tasks.maximum=1", "mapreduce.job.reduces=1"},
      {"mapreduce.local.map.tasks.maximum=4", "mapreduce.job.reduces=3"},
      {"mapreduce.input.fileinputformat.split.maxsize=700", "mapreduce.job.reduces=9"},
      {"mapreduce.input.fileinputformat.split.maxsize=5000", "mapreduce.task.io.sort.mb=1"}
    };
    List<Map<String, String>> found = new ArrayList<>();
    for (int w = 0; w < ways.length; w++) {
      Path out = path("out" + w);
      ok(
          "resample",
          "-D",
          ways[w][0],
          "-D",
          ways[w][1],
          "--input",
          input,
          "--header",
          "--output",
          out,
          "--parts",
          "4");
      found.add(partContents(out));
    }
    assertEquals(4, found.get(0).size());
    for (Map<String, String> other : found) {
      assertEquals(found.get(0), other);
    }

    ok(
        "resample",
        "--input",
        input,
        "--header",
        "--output",
        path("seed"),
        "--parts",
        4,
        "--seed",
        2);
    assertNotEquals(found.get(0), partContents(path("seed")));
    // Another number of parts cuts the same permutation elsewhere.
    ok("resample", "--input", input, "--header", "--output", path("one"));
    assertEquals(1, parts(path("one")).size());
    List<Integer> four = new ArrayList<>();
    for (Path part : parts(path("out0"))) {
      four.addAll(order(part));
    }
    assertEquals(four, order(parts(path("one")).get(0)));
  }

  @Test
  public void linesStayAsTheyAre() throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    first.write("\ufeff1,\"a,b\"\r\n1,\"say \"\"x\"\"\"\r\n".getBytes(StandardCharsets.UTF_8));
    first.write("\r\n   \n  bad row\n,,,\n\"open\n".getBytes(StandardCharsets.UTF_8));
    first.write(new byte[] {'L', (byte) 0xe9, ',', (byte) 0xff, '\n'});
    first.write("last, without a break".getBytes(StandardCharsets.UTF_8));
    Path input = path("in");
    Files.createDirectory(input);
    Files.write(input.resolve("a"), first.toByteArray());
    Files.write(input.resolve("b"), new byte[0]);
    Files.writeString(input.resolve("c"), "7,7\n".repeat(40));
    String longLine = "9".repeat(100_000);
    Files.writeString(input.resolve("d"), longLine + "\n");

    Path out = path("out");
    Result result = ok("resample", "--input", input, "--output", out, "--parts", "3");
    List<String> moved = new ArrayList<>();
    int equalInARow = 0;
    for (Path part : parts(out)) {
      String text = Files.readString(part, StandardCharsets.ISO_8859_1);
      assertFalse(text.contains("\r"));
      assertTrue(text.isEmpty() || text.endsWith("\n"));
      moved.addAll(text.lines().toList());
      equalInARow = Math.max(equalInARow, (int) text.lines().filter("7,7"::equals).count());
    }
    List<String> expected =
        new ArrayList<>(
            List.of(
                "1,\"a,b\"",
                "1,\"say \"\"x\"\"\"",
                "  bad row",
                ",,,",
                "\"open",
                "L\u00e9,\u00ff",
                "last, without a break",
                longLine));
    for (int i = 0; i < 40; i++) {
      expected.add("7,7");
    }
    assertEquals(expected.stream().sorted().toList(), moved.stream().sorted().toList());
    assertTrue(result.out(), result.out().contains("moved 48 rows"));
    // Equal rows part as any others do: all 40 in one of three parts has probability 1e-18.
    assertTrue("equal rows in one part: " + equalInARow, equalInARow < 40);
  }

  @Test
  public void theHeaderKeepsItsBytes() throws IOException {
    Path input = path("in");
    Files.createDirectory(input);
    byte[] header = {'n', (byte) 0xe4, 'm', 'e', ';', '"', 'x', ';', 'y', '"'};
    for (String name : new String[] {"a", "b"}) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      text.write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
      text.write(header);
      text.write("\r\n1;2\r\n3;4\r\n".getBytes(StandardCharsets.UTF_8));
      Files.write(input.resolve(name), text.toByteArray());
    }
    Path out = path("out");
    Result result =
        ok(
            "resample",
            "--input",
            input,
            "--header",
            "--delimiter",
            ";",
            "--output",
            out,
            "--parts",
            "9");
    assertEquals(9, parts(out).size());
    for (Path part : parts(out)) {
      byte[] bytes = Files.readAllBytes(part);
      assertArrayEquals(header, Arrays.copyOf(bytes, header.length));
      assertEquals('\n', bytes[header.length]);
    }
    assertTrue(result.out(), result.out().contains("moved 4 rows in 9 parts of 0 to "));
    assertTrue(result.out(), result.out().contains("--header --delimiter ';'"));
  }

  @Test
  public void compressedFilesComeAndGo() throws IOException {
    Path input = sortedRows(1, 3000);
    Path plain = path("plain");
    ok("resample", "--input", input, "--header", "--output", plain, "--parts", "2");
    byte[] text = Files.readAllBytes(input.resolve("day-0.csv"));
    Path zipped = Files.createDirectory(path("zipped"));
    try (var out = new GZIPOutputStream(Files.newOutputStream(zipped.resolve("a.csv.gz")))) {
      out.write(text);
    }
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(new Configuration());
    try (var out = codec.createOutputStream(Files.newOutputStream(zipped.resolve("b.csv.bz2")))) {
      out.write(text);
    }
    Path out = path("out");
    ok(
        "resample",
        "-D",
        "mapreduce.input.fileinputformat.split.maxsize=2000",
        "-D",
        "mapreduce.output.fileoutputformat.compress=true",
        "-D",
        "mapreduce.output.fileoutputformat.compress.codec="
            + "org.apache.hadoop.io.compress.GzipCodec",
        "--input",
        zipped,
        "--header",
        "--output",
        out,
        "--parts",
        "2");
    List<String> moved = new ArrayList<>();
    for (Path part : parts(out)) {
      assertTrue(part.toString(), part.toString().endsWith(".gz"));
      try (InputStream in = new GZIPInputStream(Files.newInputStream(part))) {
        List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertEquals("i,v", lines.get(0));
        moved.addAll(lines.subList(1, lines.size()));
      }
    }
    List<String> expected = new ArrayList<>();
    for (int copies = 0; copies < 2; copies++) {
      expected.addAll(new String(text, StandardCharsets.UTF_8).lines().skip(1).toList());
    }
    assertEquals(expected.stream().sorted().toList(), moved.stream().sorted().toList());
  }

  private void assertRefused(ExitCode code, List<String> words, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("resample", "--output", path("out")));
    arguments.addAll(List.of(options));
    Result result = CommandLine.run(arguments.toArray());
    assertEquals(result.out() + result.err(), code, result.code());
    String last = result.err().strip().lines().reduce((a, b) -> b).orElse("");
    for (String word : words) {
      assertTrue("'" + word + "' in: " + last, last.contains(word));
    }
    assertFalse(Files.exists(path("out")));
  }

  @Test
  public void whatCannotBeIsSaidAndLeavesNothing() throws IOException {
    Path input = sortedRows(2, 10);
    assertRefused(ExitCode.USAGE, List.of("--input"));
    assertRefused(ExitCode.USAGE, List.of("nowhere"), "--input", path("nowhere"));
    assertRefused(
        ExitCode.USAGE, List.of("--parts 0"), "--input", input, "--header", "--parts", "0");
    assertRefused(ExitCode.USAGE, List.of("--parts"), "--input", input, "--header", "--parts", "x");
    assertRefused(
        ExitCode.USAGE, List.of("delimiter"), "--input", input, "--header", "--delimiter", "two");
    Files.writeString(path("numbers.csv"), "x,y\n1,2\n");
    assertRefused(
        ExitCode.USAGE, List.of("--header", "--no-header"), "--input", path("numbers.csv"));
    Files.createDirectory(path("empty"));
    Files.write(path("empty").resolve("a"), new byte[0]);
    assertRefused(ExitCode.BAD_INPUT, List.of("no rows"), "--input", path("empty"));
    Files.writeString(path("empty").resolve("b"), "x,y\n");
    assertRefused(ExitCode.BAD_INPUT, List.of("no rows"), "--input", path("empty"), "--header");
    Files.writeString(input.resolve("other.csv"), "v,i\n1,2\n");
    assertRefused(
        ExitCode.BAD_INPUT, List.of("other.csv", "[i, v]", "[v, i]"), "--input", input, "--header");
  }

  @Test
  public void reduceTasksAreNeeded() throws IOException {
    Result result =
        CommandLine.run(
            "resample",
            "-D",
            "mapreduce.job.reduces=0",
            "--input",
            sortedRows(1, 10),
            "--header",
            "--output",
            path("out"));
    assertEquals(ExitCode.USAGE, result.code());
    assertTrue(result.err(), result.err().contains("mapreduce.job.reduces=0"));
    assertFalse(Files.exists(path("out")));
  }

  @Test
  public void aRowThatLooksLikeAHeaderMovesIfToldSo() throws IOException {
    Files.writeString(path("numbers.csv"), "x,y\n1,2\n");
    ok("resample", "--input", path("numbers.csv"), "--no-header", "--output", path("out"));
    assertEquals(
        List.of("1,2", "x,y"),
        Files.readAllLines(path("out").resolve("shuffled-00000")).stream().sorted().toList());
  }

  @Test
  public void neitherAnOutputNorTheInputIsWrittenTo() throws IOException {
    Path input = sortedRows(2, 10);
    Map<String, String> before = contents(input);
    Files.createDirectory(path("there"));
    Files.writeString(path("there").resolve("mine"), "mine");
    for (Path out : List.of(path("there"), input, input.resolve("out"))) {
      Result result = CommandLine.run("resample", "--input", input, "--header", "--output", out);
      assertEquals(ExitCode.USAGE, result.code());
      assertTrue(result.err(), result.err().contains("--output"));
    }
    Result glob =
        CommandLine.run(
            "resample", "--input", path("*put"), "--header", "--output", path("my-output"));
    assertEquals(ExitCode.USAGE, glob.code());
    assertEquals(before, contents(input));
    assertEquals(Map.of("mine", "mine"), contents(path("there")));
    assertFalse(Files.exists(path("my-output")));
  }

  @Test
  public void anotherDriverAtWorkIsNamedAndLeftAlone() throws IOException {
    Path input = sortedRows(1, 10);
    OtherDriver.refuses(
        path("out"),
        () -> CommandLine.run("resample", "--input", input, "--header", "--output", path("out")));
  }
}
