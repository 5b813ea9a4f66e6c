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
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.cli.CommandLine.Result;

/** The page that shows a run, as a file; a browser looks at it elsewhere. */
public class ReportTest {

  private static final Pattern CONTENT =
      Pattern.compile("<script type=\"application/json\" id=\"content\">(.*?)</script>");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  /** Rows of faithful.csv under other names. */
  private Path named(String header) throws IOException {
    List<String> lines =
        new ArrayList<>(Files.readAllLines(CommandLine.TESTDATA.resolve("faithful.csv")));
    lines.set(0, header);
    return Files.write(path("named.csv"), lines);
  }

  private Result fit(Path input, Path output, String... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("fit", "--input", input, "--header", "--output", output, "--k", "1..2"));
    arguments.addAll(List.of("--refine", "1", "--standard-errors", "none", "--subset-rows", "100"));
    arguments.addAll(Arrays.asList(more));
    return ok(arguments.toArray());
  }

  private static Result ok(Object... arguments) {
    Result result = CommandLine.run(arguments);
    assertEquals(result.err(), ExitCode.DONE, result.code());
    return result;
  }

  private static String page(Path output) throws IOException {
    return Files.readString(output.resolve("report.html"));
  }

  private static JsonNode content(Path output) throws IOException {
    Matcher matcher = CONTENT.matcher(page(output));
    assertTrue("the page has its content", matcher.find());
    return new ObjectMapper().readTree(matcher.group(1));
  }

  @Test
  public void oneFileThatLoadsNothingAndShowsNamesAsText() throws IOException {
    Path out = path("out");
    Result fit = fit(named("\"</script><b>x</b>\",\"<!-- & \u2028\""), out);
    assertTrue(fit.out(), fit.out().contains("report: file:" + out + "/report.html"));
    String page = page(out);
    // The charts' library names addresses of its licence and of SVG; the policy forbids to load
    // any.
    String own =
        page.replaceFirst("(?s)<script>\\s*/\\*\\s*\\* Licensed to the Apache.*?</script>", "");
    assertTrue("the library is out", own.length() < page.length() - 500_000);
    assertFalse(own, own.matches("(?s).*(\\bsrc=|<link|@import|url\\(|https?://).*"));
    // Nothing but the page's own ends of its three scripts.
    assertEquals(3, page.split("</script>", -1).length - 1);
    assertFalse(page.contains("<b>"));
    assertFalse(page.contains("<!--"));
    assertTrue(page.contains("default-src 'none'"));
    assertTrue("the licence stays", page.contains("Licensed to the Apache Software Foundation"));
    assertFalse("no place is left unfilled", page.contains("{{"));
    JsonNode content = content(out);
    assertEquals("</script><b>x</b>", content.at("/model/variables/0/name").asText());
    assertEquals("<!-- & \u2028", content.at("/model/variables/1/name").asText());
    assertEquals(2, content.path("candidates").size());
    assertEquals(3, content.at("/subsets/count").asInt());
    assertEquals(272, content.at("/sample/rows").size());
    assertTrue("times are kept", content.at("/run/steps").size() >= 3);
    assertFalse(content.at("/model/intervals").asBoolean());
  }

  @Test
  public void theCommandWritesTheSamePage() throws IOException {
    Path out = path("out");
    fit(CommandLine.TESTDATA.resolve("faithful.csv"), out);
    String page = page(out);
    Files.delete(out.resolve("report.html"));
    ok("report", out);
    assertEquals(page, page(out));
  }

  @Test
  public void rowsAreLeftOutAndThePoolIsDropped() throws IOException {
    Path out = path("out");
    Path input = CommandLine.TESTDATA.resolve("faithful.csv");
    fit(input, out, "--no-sample-in-report", "--drop-pool");
    assertEquals("left_out", content(out).at("/sample/state").asText());
    assertEquals(0, content(out).at("/sample/rows").size());
    assertFalse(Files.exists(out.resolve("pool.avro")));
    ok("report", out);
    assertEquals("left_out", content(out).at("/sample/state").asText());
    Result extended = CommandLine.run("fit", "--extend", "--output", out, "--k", "3");
    assertEquals(extended.err(), ExitCode.USAGE, extended.code());
    assertTrue(extended.err(), extended.err().contains("--drop-pool"));
    assertTrue("the run stays", Files.exists(out.resolve("_SUCCESS")));

    Path shown = path("shown");
    fit(input, shown, "--drop-pool");
    assertEquals(272, content(shown).at("/sample/rows").size());
    ok("report", shown);
    assertEquals("none", content(shown).at("/sample/state").asText());

    Path aggregated = path("aggregated");
    ok("aggregate", "--runs", out, "--output", aggregated);
    assertEquals("none", content(aggregated).at("/sample/state").asText());
    assertTrue(content(aggregated).at("/run/verdict").isMissingNode());
  }

  @Test
  public void noFinishedRunNoReport() {
    Result result = CommandLine.run("report", path("nothing"));
    assertEquals(ExitCode.USAGE, result.code());
    assertTrue(result.err(), result.err().contains("no finished run"));
  }
}
