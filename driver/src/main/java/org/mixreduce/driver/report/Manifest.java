package org.mixreduce.driver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.util.VersionInfo;
import org.mixreduce.core.profile.ColumnProfile;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.trust.Verdict;
import org.mixreduce.driver.chain.Basis;
import org.mixreduce.driver.chain.CandidateResult;
import org.mixreduce.driver.chain.Counts;
import org.mixreduce.driver.chain.ShuffledRows;
import org.mixreduce.driver.run.RunRecord;
import org.mixreduce.mapper.record.InputFiles;
import org.mixreduce.mapper.record.PackedInputFormat;

/** What a run was asked, what it ran on and what it counted: enough to repeat it. */
public final class Manifest {

  static final String OPTIONS = "options";
  static final String INPUT = "input";
  static final String SOURCES = "sources";
  static final String RUNS = "runs";

  static final String LEFT_OUT_ROWS = "left_out_rows";
  private static final String EXTENDED = "extended";
  private static final String WARNINGS = "warnings";

  private final ObjectNode json = Json.object();

  /** A manifest of a command line: the name of the command, and what comes after. */
  public Manifest(String command, List<String> arguments) {
    json.put("command", command);
    json.put("version", version());
    Json.put(json, "arguments", arguments);
    json.put("java", System.getProperty("java.version"));
    json.put("hadoop", VersionInfo.getVersion());
  }

  /** The version of MixReduce, from the build. */
  public static String version() {
    return build("version");
  }

  /** What the build has noted under a name. */
  public static String build(String name) {
    Properties properties = new Properties();
    try (InputStream in = Manifest.class.getResourceAsStream("/mixreduce.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty(name);
  }

  /** An option with the value that held, given or by default. */
  public void option(String name, String value) {
    ObjectNode options =
        json.has(OPTIONS) ? (ObjectNode) json.get(OPTIONS) : json.putObject(OPTIONS);
    options.put(name, value);
  }

  /** The paths of the input in full: in the arguments they may be relative. */
  public void inputPaths(List<String> paths) {
    Json.put(json, RunRecord.INPUT_PATHS, paths);
  }

  /** The input files, and how long splits of each are. */
  public void input(InputFiles files, Configuration conf) {
    ObjectNode input = json.putObject(INPUT);
    input.put("bytes", files.bytes());
    ArrayNode list = input.putArray("files");
    for (FileStatus file : files.files()) {
      ObjectNode entry = list.addObject();
      entry.put("path", files.relative(file.getPath()));
      entry.put("uri", file.getPath().toUri().toString());
      entry.put("bytes", file.getLen());
      entry.put("modified", file.getModificationTime());
      entry.put("split_bytes", PackedInputFormat.target(file, conf));
    }
  }

  /** The model that fits start from. */
  public void startModel(FileStatus file) {
    ObjectNode model = json.putObject(RunRecord.START_MODEL);
    model.put("uri", file.getPath().toUri().toString());
    model.put("bytes", file.getLen());
    model.put("modified", file.getModificationTime());
  }

  /** The run that this one adds candidates to, which may have added to others. */
  public void extended(RunRecord earlier) {
    ArrayNode runs = json.putArray(EXTENDED);
    earlier.json().path(EXTENDED).forEach(runs::add);
    ObjectNode entry = runs.addObject();
    entry.set("arguments", earlier.json().path("arguments"));
    entry.set("counters", earlier.json().path("counters"));
  }

  /** What it tells so far. */
  public RunRecord record() {
    return new RunRecord(json.deepCopy());
  }

  /** A run that was aggregated. */
  public void earlierRun(String directory, RunManifest manifest, double weight) {
    ArrayNode runs = json.has(RUNS) ? (ArrayNode) json.get(RUNS) : json.putArray(RUNS);
    ObjectNode entry = runs.addObject();
    entry.put("path", directory);
    entry.put("version", manifest.version());
    entry.put("weight", weight);
    if (manifest.leftOutRows() > 0) {
      entry.put(LEFT_OUT_ROWS, manifest.leftOutRows());
    }
  }

  /** The runs that were left out since they had not finished. */
  public void unfinishedRuns(List<String> directories) {
    Json.put(json, "unfinished_runs", directories);
  }

  /** Where the rows of all runs came from. */
  public void sources(List<RunManifest.Source> sources) {
    ArrayNode list = json.putArray(SOURCES);
    for (RunManifest.Source source : sources) {
      ObjectNode entry = list.addObject();
      entry.put("name", source.name());
      ArrayNode files = entry.putArray("files");
      for (RunManifest.InputFile file : source.files()) {
        ObjectNode node = files.addObject();
        node.put("uri", file.uri());
        node.put("bytes", file.bytes());
        node.put("modified", file.modified());
      }
    }
  }

  /** What the choice rests on. */
  public void basis(Basis basis) {
    json.put("basis", basis.label());
  }

  /** That the input's rows were redistributed at random, and how they fell over parts. */
  public void shuffled(ShuffledRows rows) {
    ObjectNode node = json.putObject("shuffled");
    node.put("rows", rows.rows());
    node.put("parts", rows.parts());
    node.put("smallest_part", rows.smallest());
    node.put("largest_part", rows.largest());
    node.put(
        "files",
        "the rows were read as shuffled-NNNNN, in random order: subsets and malformed rows are"
            + " named by these files and not by those of the input");
  }

  /** What the profile scan counted. */
  public void profile(
      DataProfile profile, List<String> names, long subsets, List<String> warnings) {
    DataProfile.Counts counts = profile.counts();
    ObjectNode rows = json.putObject("rows");
    rows.put("usable", counts.rows());
    rows.put("weight", profile.moments().weight());
    rows.put("malformed", counts.malformed());
    rows.put("missing", counts.missing());
    rows.put("weightless", counts.weightless());
    rows.put("subsets", subsets);
    ArrayNode columns = json.putArray("columns");
    for (int j = 0; j < names.size(); j++) {
      ColumnProfile column = profile.columns().get(j);
      ObjectNode entry = columns.addObject();
      entry.put("name", names.get(j));
      Json.put(entry, "minimum", column.minimum());
      Json.put(entry, "maximum", column.maximum());
      Json.put(entry, "mean", profile.moments().mean()[j]);
      entry.put("missing", column.missing());
      entry.put("malformed", column.malformed());
    }
    Json.put(json, WARNINGS, warnings);
  }

  /** Something the user should know, beside what the profile scan warned of. */
  public void warning(String text) {
    ArrayNode list = json.has(WARNINGS) ? (ArrayNode) json.get(WARNINGS) : json.putArray(WARNINGS);
    list.add(text);
  }

  /** The subsets that lie apart from the others, and whether the run left them out. */
  public void outlying(OutlyingSubsets subsets, boolean leftOut) {
    subsets.put(json, leftOut);
  }

  /** What the jobs counted. */
  public void counters(Counts counts) {
    ObjectNode node = json.putObject("counters");
    counts.values().forEach(node::put);
  }

  /** How long the jobs took. */
  public void steps(ArrayNode times) {
    json.set("steps", times);
  }

  /** What was chosen. */
  public void selected(CandidateResult result) {
    ObjectNode node = json.putObject("selected");
    node.put("shape", result.key().type().shape());
    node.put("k", result.key().components());
  }

  /** What the findings come to. */
  public void verdict(Verdict verdict) {
    VerdictSheet.put(json, verdict);
  }

  /** The file's text. */
  public String json() {
    return Json.text(json);
  }
}
