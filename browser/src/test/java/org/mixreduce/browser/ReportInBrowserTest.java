package org.mixreduce.browser;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.cli.ExitCode;
import org.mixreduce.driver.cli.MixReduce;

/** What a person sees who opens a report. */
public class ReportInBrowserTest {

  private static final String[] HOSTILE = {
    "</script><b id=broken>x</b>", "<img src=x onerror=alert(1)>", "a & \"b\" 'c'"
  };

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static Chromium browser;

  @BeforeClass
  public static void start() throws IOException {
    browser = Chromium.start(FOLDER.newFolder("profile").toPath());
  }

  @AfterClass
  public static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  private static Path fit(Path input, String... more) throws IOException {
    Path output = FOLDER.newFolder().toPath().resolve("out");
    List<String> arguments =
        new ArrayList<>(
            List.of("fit", "--input", input.toString(), "--output", output.toString(), "--header"));
    arguments.addAll(Arrays.asList(more));
    assertEquals(ExitCode.DONE, MixReduce.execute(arguments.toArray(String[]::new)));
    return output.resolve("report.html");
  }

  /** Two clusters apart in every variable. */
  private static Path rows(String header, int dimension) throws IOException {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>(List.of(header));
    for (int i = 0; i < 400; i++) {
      double centre = i % 3 == 0 ? 8 : 0;
      List<String> fields =
          IntStream.range(0, dimension)
              .mapToObj(j -> String.valueOf(centre + random.nextGaussian()))
              .toList();
      lines.add(String.join(",", fields));
    }
    return Files.write(FOLDER.newFolder().toPath().resolve("rows.csv"), lines);
  }

  private static Path faithful() {
    return Path.of(System.getProperty("mixreduce.testdata"), "faithful.csv");
  }

  private static void open(Path report) throws IOException {
    browser.console();
    browser.open(report);
    assertEquals(List.of(), browser.console());
  }

  private static int number(String script) throws IOException {
    return browser.evaluate("return " + script).asInt();
  }

  private static String text() throws IOException {
    return browser.evaluate("return document.body.innerText").asText();
  }

  /** Marks that a chart was asked for under a name. */
  private static int series(String chart, String name) throws IOException {
    return number(
        "echarts.getInstanceByDom(document.getElementById('"
            + chart
            + "')).getOption().series.filter(s => s.name === '"
            + name
            + "').reduce((n, s) => n + (s.type === 'scatter' ? s.data.length : 1), 0)");
  }

  /** Paths that are drawn. */
  private static int paths(String chart, String which) throws IOException {
    return number("document.querySelectorAll('#" + chart + " svg path" + which + "').length");
  }

  private static void assertDrawn(int rows, int ellipses) throws IOException {
    assertEquals(rows, series("matrix-chart", "rows"));
    assertEquals(rows, paths("matrix-chart", "[fill-opacity=\"0.45\"]"));
    assertEquals(ellipses, series("matrix-chart", "ellipse"));
    assertEquals(ellipses, paths("matrix-chart", "[fill=none][stroke-width=\"2\"]"));
  }

  @Test
  public void everyRowIsAPointAndEveryComponentAnEllipse() throws IOException {
    browser.size(1100, 900);
    open(fit(faithful(), "--k", "1..3", "--refine", "1"));
    assertEquals(
        "2 components, shape VVV",
        browser.evaluate("return document.querySelector('h1').textContent").asText());
    assertTrue(text(), text().contains("Verdict: trustworthy"));
    assertDrawn(272, 2);
    assertEquals(4, paths("matrix-chart", "[fill=none][stroke-width=\"1.5\"]"));
    assertEquals(1, series("criteria-chart", "VVV BIC"));
    assertEquals(1, series("criteria-chart", "selected"));
    assertEquals(2, series("weights-chart", "interval"));
    for (String id : List.of("choice", "components", "matrix", "subsets", "convergence", "run")) {
      assertEquals(id, 1, number("document.querySelectorAll('section#" + id + " > h2').length"));
    }
    // Each chart says in words what it shows, and has more than axes.
    assertEquals(
        0,
        number(
            "[...document.querySelectorAll('.chart')].filter(c => !c.getAttribute('aria-label')"
                + " || c.querySelectorAll('svg path').length < 3).length"));
    assertTrue(text(), text().contains("Jobs"));
    assertFalse(text(), text().contains("Times of jobs were not kept"));
  }

  @Test
  public void namesFromDataAreText() throws IOException {
    String header =
        String.join(
            ",", Arrays.stream(HOSTILE).map(n -> '"' + n.replace("\"", "\"\"") + '"').toList());
    open(fit(rows(header, 3), "--k", "2", "--refine", "0", "--standard-errors", "none"));
    String text = text();
    for (String name : HOSTILE) {
      assertTrue(name, text.contains(name));
    }
    assertEquals(0, number("document.querySelectorAll('#broken, img').length"));
    JsonNode drawn =
        browser.evaluate(
            "return [...document.querySelectorAll('#matrix-chart text')].map(t => t.textContent)");
    assertTrue(drawn.toString(), drawn.toString().contains("</script><b"));
    assertTrue(text, text.contains("no standard errors"));
  }

  @Test
  public void ofManyVariablesTheMostTelling() throws IOException {
    String header = String.join(",", IntStream.range(0, 10).mapToObj(j -> "v" + j).toList());
    open(
        fit(
            rows(header, 10),
            "--k",
            "2",
            "--shape",
            "VVI,EEI",
            "--refine",
            "1",
            "--standard-errors",
            "none"));
    assertTrue(text(), text().contains("6 of 10 variables"));
    assertDrawn(15 * 400, 15 * 2);
  }

  @Test
  public void oneComponentAndNoPool() throws IOException {
    open(fit(faithful(), "--k", "1", "--pool-rows", "0", "--refine", "1"));
    assertTrue(text(), text().contains("There is no pooled sample"));
    assertDrawn(0, 1);
  }

  @Test
  public void noRowsWhereNoneAreWanted() throws IOException {
    Path report = fit(faithful(), "--k", "2", "--refine", "0", "--no-sample-in-report");
    open(report);
    assertTrue(text(), text().contains("Rows are left out of this report"));
    assertDrawn(0, 2);
  }

  @Test
  public void readableOnAPhoneAndOnPaper() throws IOException {
    Path report = fit(faithful(), "--k", "1..2", "--refine", "1");
    browser.size(400, 800);
    open(report);
    assertTrue(
        "nothing is wider than the screen",
        number("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
    browser.size(1100, 900);
    String widest =
        "Math.max(...[...document.querySelectorAll('.chart svg')].map(s => s.clientWidth))";
    int screen = number(widest);
    assertTrue("wide on a screen: " + screen, screen > 900);
    int sheet = number("(dispatchEvent(new Event('beforeprint')), " + widest + ")");
    assertTrue("fits on a sheet: " + sheet, sheet > 0 && sheet <= 660);
    assertEquals(screen, number("(dispatchEvent(new Event('afterprint')), " + widest + ")"));
    String pdf = new String(browser.print(), StandardCharsets.ISO_8859_1);
    int pages = pdf.split("/Type\\s*/Page\\b", -1).length - 1;
    assertTrue("pages: " + pages, pages >= 3);
    assertEquals(List.of(), browser.console());
  }
}
