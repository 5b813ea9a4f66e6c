package org.mixreduce.driver.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.mixreduce.driver.report.Json;

/**
 * What a run was asked for and what it read, as its manifest tells, from the beginning on.
 *
 * @param json the manifest
 */
public record RunRecord(ObjectNode json) {

  private static final String MODIFIED = "modified";

  private static final String SPLIT_BYTES = "split_bytes";

  /** Where the paths of the input stand in full. */
  public static final String INPUT_PATHS = "input_paths";

  /** Where the model that fits start from is told. */
  public static final String START_MODEL = "start_model";

  /** What differs, and what to do about it. */
  public record Difference(String text) {}

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RunRecord read(String text) {
    JsonNode json = Json.read(text);
    if (!json.isObject()
        || !json.has("version")
        || !json.has("arguments")
        || !json.has("options")) {
      throw new IllegalArgumentException("version, arguments or options are missing");
    }
    return new RunRecord((ObjectNode) json);
  }

  /** The name of the command. */
  public String command() {
    return json.path("command").asText();
  }

  /** The record with the way it begins. */
  public String text(Start start) {
    ObjectNode copy = json.deepCopy();
    copy.put(Start.FIELD, start.label());
    return Json.text(copy);
  }

  /** The command line after the name of the command. */
  public List<String> arguments() {
    List<String> list = new ArrayList<>();
    json.path("arguments").forEach(argument -> list.add(argument.asText()));
    return list;
  }

  /** The input in full, as {@code --input} takes it; empty if the record does not tell. */
  public Optional<String> input() {
    List<String> paths = new ArrayList<>();
    json.path(INPUT_PATHS).forEach(path -> paths.add(path.asText()));
    return paths.isEmpty() ? Optional.empty() : Optional.of(String.join(",", paths));
  }

  /** Where the model is that fits start from, in full. */
  public Optional<String> startModel() {
    return Optional.of(json.path(START_MODEL).path("uri").asText()).filter(uri -> !uri.isEmpty());
  }

  /** How the run began. */
  public Optional<Start> start() {
    return json.has(Start.FIELD)
        ? Optional.of(Start.valueOf(json.get(Start.FIELD).asText().toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  /**
   * Why another driver's work cannot go on from this run's: the first of version, options and files
   * that differs.
   *
   * @param now what that driver is asked for and reads; files are compared if it tells of any
   * @param free options that may differ
   */
  public Optional<Difference> difference(RunRecord now, Set<String> free) {
    return difference(now.command(), now.version())
        .or(() -> option(now, free))
        .or(() -> files(now))
        .or(() -> startModel(now));
  }

  /** Why another command, or the same of another version, cannot go on from this run's work. */
  public Optional<Difference> difference(String otherCommand, String otherVersion) {
    if (!command().equals(otherCommand)) {
      return Optional.of(
          new Difference("it is a run of " + command() + ", not of " + otherCommand));
    }
    return version().equals(otherVersion)
        ? Optional.empty()
        : Optional.of(
            new Difference(
                "it was begun by version " + version() + ", and this is " + otherVersion));
  }

  private String version() {
    return json.path("version").asText();
  }

  private Optional<Difference> option(RunRecord now, Set<String> free) {
    Iterator<Map.Entry<String, JsonNode>> options = now.json.get("options").fields();
    while (options.hasNext()) {
      Map.Entry<String, JsonNode> option = options.next();
      String own = json.get("options").path(option.getKey()).asText();
      String other = option.getValue().asText();
      boolean known = json.get("options").has(option.getKey());
      if (known && !free.contains(option.getKey()) && !own.equals(other)) {
        return Optional.of(
            new Difference(
                "it was begun with --"
                    + option.getKey()
                    + (own.isEmpty() ? " not given" : " " + own)
                    + ", not "
                    + (other.isEmpty() ? "without it" : other)));
      }
    }
    return Optional.empty();
  }

  private Optional<Difference> files(RunRecord now) {
    if (!now.json.has("input")) {
      return Optional.empty();
    }
    Map<String, JsonNode> own = byUri(json);
    Map<String, JsonNode> others = byUri(now.json);
    for (Map.Entry<String, JsonNode> file : own.entrySet()) {
      JsonNode other = others.get(file.getKey());
      if (other == null) {
        return Optional.of(new Difference("the input file " + file.getKey() + " is gone"));
      }
      for (String field : List.of("path", "bytes", MODIFIED, SPLIT_BYTES)) {
        String then = file.getValue().path(field).asText();
        String here = other.path(field).asText();
        if (!then.equals(here)) {
          return Optional.of(changed(file.getKey(), field, then, here));
        }
      }
    }
    return others.keySet().stream()
        .filter(uri -> !own.containsKey(uri))
        .findFirst()
        .map(uri -> new Difference("the input file " + uri + " is new"));
  }

  private static Difference changed(String uri, String field, String then, String now) {
    if (field.equals(MODIFIED)) {
      return new Difference(
          "the input file "
              + uri
              + " was modified at "
              + time(now)
              + ", and before that at "
              + time(then));
    }
    if (field.equals(SPLIT_BYTES)) {
      return new Difference(
          "its splits of "
              + uri
              + " had "
              + then
              + " bytes, and now they would have "
              + now
              + ": settings by -D are not remembered, give the same again");
    }
    return new Difference(
        "the input file "
            + uri
            + " has changed ("
            + field.replace('_', ' ')
            + " "
            + now
            + ", then "
            + then
            + ")");
  }

  /** Milliseconds since 1970, for people. */
  private static String time(String milliseconds) {
    return Instant.ofEpochMilli(Long.parseLong(milliseconds)).toString();
  }

  private static Map<String, JsonNode> byUri(JsonNode json) {
    Map<String, JsonNode> files = new TreeMap<>();
    json.path("input").path("files").forEach(file -> files.put(file.path("uri").asText(), file));
    return files;
  }

  private Optional<Difference> startModel(RunRecord now) {
    return json.path(START_MODEL).toString().equals(now.json.path(START_MODEL).toString())
        ? Optional.empty()
        : Optional.of(new Difference("the --start model has changed"));
  }
}
