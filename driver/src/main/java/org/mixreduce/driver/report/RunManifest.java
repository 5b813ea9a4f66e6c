package org.mixreduce.driver.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a later run wants to know of a manifest that {@link Manifest} wrote.
 *
 * @param version of MixReduce that ran
 * @param options as they held, by name
 * @param sources where the rows came from
 * @param leftOutRows how many rows of those files were left out as outlying
 */
public record RunManifest(String version, Options options, List<Source> sources, long leftOutRows) {

  /**
   * Where rows came from: the input of one run of fit.
   *
   * @param name what tells it from the other sources of an aggregate; empty in a manifest of fit
   * @param files that were read
   */
  public record Source(String name, List<InputFile> files) {}

  /**
   * A file as it was when it was read.
   *
   * @param uri of the file
   * @param bytes its length
   * @param modified when it was last written, in milliseconds since 1970
   */
  public record InputFile(String uri, long bytes, long modified) {}

  /** Options as text. */
  public record Options(JsonNode json) {
    /** An option's value, if the run knew the option. */
    public Optional<String> find(String name) {
      return Optional.ofNullable(json.get(name)).map(JsonNode::asText);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException naming what is missing, if it is none
   */
  public static RunManifest read(String text) {
    JsonNode json = Json.read(text);
    List<Source> sources = new ArrayList<>();
    if (json.has(Manifest.SOURCES)) {
      for (JsonNode source : json.get(Manifest.SOURCES)) {
        sources.add(new Source(field(source, "name").asText(), files(source)));
      }
    } else {
      sources.add(new Source("", files(field(json, Manifest.INPUT))));
    }
    return new RunManifest(
        field(json, "version").asText(),
        new Options(field(json, Manifest.OPTIONS)),
        sources,
        leftOutRows(json));
  }

  /** Of the run itself, and of those that it aggregated. */
  private static long leftOutRows(JsonNode json) {
    JsonNode outlying = json.path(OutlyingSubsets.FIELD);
    long rows =
        outlying.path(OutlyingSubsets.LEFT_OUT).asBoolean()
            ? outlying.path(OutlyingSubsets.ROWS).asLong()
            : 0;
    for (JsonNode run : json.path(Manifest.RUNS)) {
      rows += run.path(Manifest.LEFT_OUT_ROWS).asLong();
    }
    return rows;
  }

  private static List<InputFile> files(JsonNode source) {
    List<InputFile> files = new ArrayList<>();
    for (JsonNode file : field(source, "files")) {
      files.add(
          new InputFile(
              field(file, "uri").asText(),
              field(file, "bytes").asLong(),
              field(file, "modified").asLong()));
    }
    return files;
  }

  private static JsonNode field(JsonNode node, String name) {
    if (!node.has(name)) {
      throw new IllegalArgumentException("field " + name + " is missing");
    }
    return node.get(name);
  }
}
