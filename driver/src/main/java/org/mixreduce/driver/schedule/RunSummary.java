package org.mixreduce.driver.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.report.CsvLine;
import org.mixreduce.driver.report.Json;

/**
 * A finished run in a few names and values, for whoever decides what comes next. It is taken from
 * the published files, so a run that had finished before says the same as when it finished.
 *
 * @param values by name, in the order of being written
 */
public record RunSummary(Map<String, String> values) {

  /** Both in the summary and in the manifest of an aggregate. */
  private static final String RUNS = "runs";

  /** What stands where a run knows no answer, as in candidates.csv. */
  static final String UNKNOWN = "NA";

  /** All that is told. */
  static final Set<String> NAMES =
      Set.of(
          "verdict",
          "to_act_on",
          "to_note",
          "warnings",
          "shape",
          "k",
          "rows",
          RUNS,
          "log_likelihood",
          "bic",
          "pseudo_bic",
          "model");

  private static final String MANIFEST = "manifest.json";
  private static final String CANDIDATES = "candidates.csv";
  private static final List<String> CRITERIA = List.of("log_likelihood", "bic", "pseudo_bic");

  /** What is said of the chosen model's verdict. */
  enum Word {
    /** Nothing has to be done. */
    TRUSTWORTHY("trustworthy"),
    /** Something has to be done first. */
    DOUBTFUL("doubtful"),
    /** No row of all was seen, so there is no verdict. */
    NONE("none");

    private final String text;

    Word(String text) {
      this.text = text;
    }
  }

  /** Keeps a copy, in the same order. */
  public RunSummary(Map<String, String> values) {
    this.values = new LinkedHashMap<>(values);
  }

  /** Reads what a run has published. */
  public static RunSummary of(RunDirectory run) throws IOException {
    Path root = run.root();
    JsonNode manifest = Json.read(run.readText(new Path(root, MANIFEST)));
    Map<String, String> chosen = chosen(run.readText(new Path(root, CANDIDATES)));
    Map<String, String> values = new LinkedHashMap<>();
    values.put("verdict", word(manifest.path("verdict")).text);
    values.put("to_act_on", String.valueOf(findings(manifest, "act")));
    values.put("to_note", String.valueOf(findings(manifest, "note")));
    values.put("warnings", String.valueOf(manifest.path("warnings").size()));
    values.put("shape", chosen.get("shape"));
    values.put("k", chosen.get("k"));
    values.put("rows", manifest.path("rows").path("usable").asText(UNKNOWN));
    values.put(RUNS, manifest.has(RUNS) ? String.valueOf(manifest.path(RUNS).size()) : UNKNOWN);
    for (String criterion : CRITERIA) {
      values.put(criterion, chosen.get(criterion));
    }
    values.put("model", new Path(root, "model.avro").toString());
    return new RunSummary(values);
  }

  private static Word word(JsonNode verdict) {
    if (verdict.isMissingNode()) {
      return Word.NONE;
    }
    return verdict.path("trustworthy").asBoolean() ? Word.TRUSTWORTHY : Word.DOUBTFUL;
  }

  private static long findings(JsonNode manifest, String level) {
    long count = 0;
    for (JsonNode finding : manifest.path("verdict").path("findings")) {
      count += level.equals(finding.path("level").asText()) ? 1 : 0;
    }
    return count;
  }

  /** The row of candidates.csv that is marked as selected, by column. */
  private static Map<String, String> chosen(String csv) {
    List<String> lines = csv.lines().toList();
    List<String> names = CsvLine.fields(lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      Map<String, String> row = CsvLine.byName(names, line);
      if (Boolean.parseBoolean(row.get("selected"))) {
        return row;
      }
    }
    throw new IllegalStateException(CANDIDATES + " marks no candidate as selected:\n" + csv);
  }

  /**
   * Lines of name=value that java.util.Properties reads back, and that a shell can read too: only
   * backslashes and characters beyond ASCII are escaped.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(line(name, value)));
    return text.toString();
  }

  /** The name whose line is the longest. */
  String longest() {
    return Collections.max(
        values.keySet(), Comparator.comparing(name -> line(name, values.get(name)).length()));
  }

  /** All but one value. */
  RunSummary without(String name) {
    Map<String, String> rest = new LinkedHashMap<>(values);
    rest.remove(name);
    return new RunSummary(rest);
  }

  private static String line(String name, String value) {
    StringBuilder line = new StringBuilder(name).append('=');
    for (char c : value.toCharArray()) {
      if (c == '\\') {
        line.append("\\\\");
      } else if (c > ' ' && c < 127 || c == ' ' && line.length() > name.length() + 1) {
        line.append(c);
      } else {
        line.append(String.format("\\u%04x", (int) c));
      }
    }
    return line.append('\n').toString();
  }
}
