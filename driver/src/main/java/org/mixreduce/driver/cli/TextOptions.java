package org.mixreduce.driver.cli;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.driver.input.InputFormats;
import org.mixreduce.driver.input.UsageException;
import picocli.CommandLine.Option;

/** How files become records and fields. */
class TextOptions {

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description = "between fields: one character, or tab (default: ,)")
  Optional<String> delimiter = Optional.empty();

  @Option(
      names = "--quote",
      paramLabel = "C",
      description = "around fields that hold the delimiter (default: \")")
  Optional<String> quote = Optional.empty();

  @Option(
      names = "--header",
      negatable = true,
      description = "the first line of every file holds names; checked to be the same in all")
  Boolean header;

  @Option(
      names = "--input-format",
      paramLabel = "NAME",
      description =
          "auto, text, avro, parquet or sequence (of lines of text); auto looks at how files"
              + " begin (default: auto)")
  String format = InputFormats.AUTO;

  /** Has files read in the format that was given. */
  final void choose(Configuration conf) {
    if (!format.equals(InputFormats.AUTO)) {
      InputFormats.choose(format, conf);
    }
  }

  /** Delimiter and quote, with what holds where nothing was given. */
  final RowLayout.Syntax syntax(RowLayout.Syntax otherwise, List<String> missing) {
    try {
      return new RowLayout.Syntax(
          delimiter.map(text -> character("--delimiter", text)).orElse(otherwise.delimiter()),
          quote.map(text -> character("--quote", text)).orElse(otherwise.quote()),
          missing);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** What holds for fit. */
  static RowLayout.Syntax defaults() {
    return new RowLayout.Syntax(',', '"', List.of());
  }

  private static char character(String option, String text) {
    if ("tab".equals(text) || "\\t".equals(text)) {
      return '\t';
    }
    if (text.length() != 1) {
      throw new UsageException(option + " " + text + ": give one character, or tab");
    }
    return text.charAt(0);
  }
}
