package org.mixreduce.driver.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.driver.input.ColumnOptions;
import org.mixreduce.driver.input.InputProbe;
import org.mixreduce.driver.input.ScoreLayout;
import org.mixreduce.driver.job.JobRunner;
import picocli.CommandLine.Option;

/** How files become rows; {@code score} takes from the model what is not given. */
final class ReadingOptions extends TextOptions {

  @Option(
      names = "--columns",
      paramLabel = "LIST",
      description =
          "variables to cluster by: numbers from 1, ranges, names, such as 4-7,Voltage"
              + " (default: all but ids, weight and names that begin with _)")
  Optional<String> columns = Optional.empty();

  @Option(
      names = "--id-columns",
      paramLabel = "LIST",
      description = "columns that scores repeat, such as 1")
  Optional<String> ids = Optional.empty();

  @Option(
      names = "--weight",
      paramLabel = "COLUMN",
      description = "row weights: a row of weight 3 counts as three rows")
  Optional<String> weight = Optional.empty();

  @Option(
      names = "--missing",
      paramLabel = "TOKEN",
      split = ",",
      description = "what stands for a missing value, beside an empty field, such as '?'")
  List<String> missing;

  /** Delimiter, quote and tokens, with what holds where nothing was given. */
  RowLayout.Syntax syntax(RowLayout.Syntax otherwise) {
    return syntax(otherwise, missing == null ? otherwise.missing() : missing);
  }

  /** Which columns are what. */
  ColumnOptions columns(Optional<String> truth) {
    return new ColumnOptions(columns, ids, weight, truth);
  }

  /** How the files of these jobs are rows like those of a model: as they were unless given. */
  ScoreLayout again(RowLayout model, JobRunner jobs) throws IOException {
    choose(jobs.configuration());
    boolean hasHeader = header == null ? model.header().isPresent() : header;
    RowLayout.Syntax syntax = syntax(model.syntax());
    InputProbe probe = InputProbe.of(jobs.files(), syntax, hasHeader, jobs.configuration());
    return new ScoreLayout(model, probe.source(), syntax, probe.header(), probe.fieldCount());
  }
}
