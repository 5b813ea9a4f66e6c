package org.mixreduce.driver.report.html;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.mixreduce.driver.report.Manifest;

/**
 * The page: a skeleton, its style, the content as data, the charts' library and the page's own
 * script, all in one file that loads nothing. The page's content policy lets no other script run
 * and nothing be fetched.
 */
public final class ReportPage {

  /** What the file is called in the output of a run. */
  public static final String NAME = "report.html";

  private ReportPage() {}

  /** The file's text. */
  public static String of(ReportContent content) {
    String charts = own(charts());
    String script = own(resource("/report/report.js"));
    // The texts that are put in may hold what looks like a place; each place is filled once.
    StringBuilder page = new StringBuilder();
    String skeleton = own(resource("/report/report.html"));
    int at = 0;
    at = fill(page, skeleton, at, "{{policy}}", policy(charts, script));
    at = fill(page, skeleton, at, "{{style}}", own(resource("/report/report.css")));
    at = fill(page, skeleton, at, "{{content}}", data(content.json()));
    at = fill(page, skeleton, at, "{{charts}}", charts);
    at = fill(page, skeleton, at, "{{script}}", script);
    return page.append(skeleton, at, skeleton.length()).toString();
  }

  private static int fill(
      StringBuilder page, String skeleton, int from, String place, String text) {
    int to = skeleton.indexOf(place, from);
    if (to < 0) {
      throw new IllegalStateException("report.html has no place " + place);
    }
    page.append(skeleton, from, to).append(text);
    return to + place.length();
  }

  /** Data in a script element end at the first {@code </script}, so that no {@code <} is left. */
  private static String data(ObjectNode json) {
    return json.toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String policy(String... scripts) {
    StringBuilder policy = new StringBuilder("default-src 'none'; style-src 'unsafe-inline'");
    policy.append("; base-uri 'none'; form-action 'none'; script-src");
    for (String script : scripts) {
      policy.append(" 'sha256-").append(digest(script)).append('\'');
    }
    return policy.toString();
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static String charts() {
    return resource(
        "/META-INF/resources/webjars/echarts/"
            + Manifest.build("echarts")
            + "/dist/echarts.common.min.js");
  }

  /** Line breaks as a browser sees them, which the digest is of. */
  private static String own(String text) {
    return text.replace("\r\n", "\n");
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the job jar is incomplete: it has no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
