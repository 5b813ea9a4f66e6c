package org.mixreduce.driver.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.mixreduce.avro.UncertaintyCodec;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.ModelFile;
import org.mixreduce.driver.report.CsvLine;
import org.mixreduce.driver.report.Json;

/**
 * What a report is about. Its size is bounded, whatever the run's.
 *
 * @param run what was asked for, counted and found, from the manifest
 * @param model the selected one
 * @param candidates one entry a shape and K
 * @param subsets how they differ
 * @param sample rows, or why there are none
 */
public record ReportContent(
    ObjectNode run, ObjectNode model, ArrayNode candidates, ObjectNode subsets, ObjectNode sample) {

  /** Variables of the matrix: more panels are too small to read. */
  static final int DRAWN = 6;

  /** Variables of the tables. */
  static final int LISTED = 50;

  /** The option that keeps rows out. */
  public static final String NO_SAMPLE = "no-sample-in-report";

  private static final List<String> OF_THE_MANIFEST =
      List.of(
          "command",
          "version",
          "arguments",
          "java",
          "hadoop",
          "options",
          "rows",
          "shuffled",
          "counters",
          "steps",
          "warnings",
          "selected",
          "basis",
          "verdict");

  /**
   * Reads what a run left.
   *
   * @throws BadInputException if files are missing or are not what they should be
   */
  public static ReportContent read(RunFiles files) throws IOException {
    ModelRecord record = ModelFile.read(files.file(ModelFile.NAME), files.configuration());
    Mixture mixture = ModelMarks.mixture(record);
    TellingVariables telling = TellingVariables.of(mixture);
    List<Integer> drawn = telling.first(DRAWN);
    List<Integer> listed = telling.first(LISTED);
    Optional<Uncertainty> uncertainty =
        Optional.ofNullable(record.getUncertainty())
            .map(errors -> UncertaintyCodec.read(errors, mixture));
    try {
      JsonNode manifest = Json.read(files.text(files.file("manifest.json")));
      int panels = drawn.size() * (drawn.size() - 1) / 2;
      boolean open = !manifest.path("options").path(NO_SAMPLE).asBoolean();
      SampleRows rows = open ? SampleRows.read(files, mixture, panels) : SampleRows.leftOut();
      return new ReportContent(
          run(manifest),
          new ModelMarks(mixture, uncertainty).json(record, telling, listed, drawn),
          candidates(files),
          SubsetMarks.json(files),
          rows.json(drawn));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("not the files of a run: " + e.getMessage());
    }
  }

  private static ObjectNode run(JsonNode manifest) {
    ObjectNode run = Json.object();
    for (String name : OF_THE_MANIFEST) {
      if (manifest.has(name)) {
        run.set(name, manifest.get(name));
      }
    }
    JsonNode input = manifest.path("input");
    run.put("input_files", input.path("files").size());
    run.put("input_bytes", input.path("bytes").asLong());
    run.put("runs", manifest.path("runs").size());
    return run;
  }

  private static ArrayNode candidates(RunFiles files) throws IOException {
    ArrayNode list = Json.object().putArray("candidates");
    try (BufferedReader reader = files.reader(files.file("candidates.csv"))) {
      List<String> names = CsvLine.fields(String.valueOf(reader.readLine()));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        ObjectNode entry = list.addObject();
        CsvLine.byName(names, line).forEach((name, field) -> put(entry, name, field));
      }
    }
    return list;
  }

  private static final List<String> TEXTS = List.of("shape", "origin", "status", "selected");

  private static void put(ObjectNode entry, String name, String field) {
    if (TEXTS.contains(name)) {
      entry.put(name, field);
    } else {
      Json.put(entry, name, RunFiles.number(field));
    }
  }

  /** One document. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    json.set("run", run);
    json.set("model", model);
    json.set("candidates", candidates);
    json.set("subsets", subsets);
    json.set("sample", sample);
    return json;
  }
}
