package org.mixreduce.driver.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.mapper.record.DelimitedParser;
import org.mixreduce.mapper.record.InputFiles;

/**
 * A look at the first lines of the first file that has any: its header, how many fields its lines
 * have, and whether the chosen columns are numbers at all.
 */
public final class InputProbe {

  private static final int ROWS = 100;

  private final RowLayout.Syntax syntax;
  private final String file;
  private final Optional<List<String>> header;
  private final List<List<String>> rows;

  private InputProbe(
      RowLayout.Syntax syntax,
      String file,
      Optional<List<String>> header,
      List<List<String>> rows) {
    this.syntax = syntax;
    this.file = file;
    this.header = header;
    this.rows = rows;
  }

  /**
   * Looks at the files.
   *
   * @throws BadInputException if no file holds a row
   */
  public static InputProbe of(
      InputFiles files, RowLayout.Syntax syntax, boolean hasHeader, Configuration conf)
      throws IOException {
    for (FileStatus status : files.files()) {
      List<String> lines = firstLines(status.getPath(), conf);
      if (lines.size() > (hasHeader ? 1 : 0)) {
        List<List<String>> records = new ArrayList<>();
        lines.forEach(line -> records.add(DelimitedParser.split(line, syntax)));
        Optional<List<String>> header =
            hasHeader ? Optional.of(records.remove(0)) : Optional.empty();
        return new InputProbe(syntax, files.relative(status.getPath()), header, records);
      }
    }
    throw new BadInputException(
        "no rows in the input ("
            + Counted.of(files.files().size(), "file")
            + ", "
            + files.bytes()
            + " bytes)");
  }

  private static List<String> firstLines(Path path, Configuration conf) throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
    List<String> lines = new ArrayList<>();
    try (InputStream raw = path.getFileSystem(conf).open(path);
        InputStream in = codec == null ? raw : codec.createInputStream(raw);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line;
      while (lines.size() <= ROWS && (line = reader.readLine()) != null) {
        String text = lines.isEmpty() && line.startsWith("\ufeff") ? line.substring(1) : line;
        if (!text.isBlank()) {
          lines.add(text);
        }
      }
    }
    return lines;
  }

  /** The names in the first line, if there are any. */
  public Optional<List<String>> header() {
    return header;
  }

  /** Fields of a line: the header's, or the first row's. */
  public int fieldCount() {
    return header.map(List::size).orElse(rows.get(0).size());
  }

  /**
   * The layout of the rows.
   *
   * @throws UsageException if a column does not exist or holds no numbers
   */
  public RowLayout layout(ColumnOptions options) {
    RowLayout layout = new ColumnSelector(syntax, header, fieldCount()).select(options);
    for (Column column : layout.features()) {
      checkNumeric(column);
    }
    return layout;
  }

  /**
   * A layout for jobs that move lines as they are: header and syntax count, and one column stands
   * for all, which nobody parses.
   */
  public RowLayout unparsed() {
    return new RowLayout(
        syntax,
        header,
        fieldCount(),
        List.of(new Column(0, "line")),
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** A column is not numeric if none of the first rows has a number there, and one has a text. */
  private void checkNumeric(Column column) {
    String text = null;
    for (List<String> row : rows) {
      if (column.place() >= row.size()) {
        continue;
      }
      String field = row.get(column.place());
      if (isNumber(field)) {
        return;
      }
      if (!field.isEmpty() && !syntax.missing().contains(field) && text == null) {
        text = field;
      }
    }
    if (text != null) {
      throw new UsageException(
          "column "
              + (column.place() + 1)
              + " '"
              + column.name()
              + "' is not numeric ("
              + file
              + " holds '"
              + text
              + "'): choose columns with --columns, or keep it as an id with"
              + " --id-columns"
              + headerHint());
    }
  }

  private String headerHint() {
    boolean allText = header.isEmpty() && rows.get(0).stream().noneMatch(InputProbe::isNumber);
    return allText ? "; if the first line holds names, add --header" : "";
  }

  /** Whether a file without header begins with a line that looks like one. */
  public boolean looksLikeHeader() {
    return header.isEmpty()
        && rows.size() > 1
        && rows.get(0).stream().noneMatch(InputProbe::isNumber)
        && rows.get(1).stream().anyMatch(InputProbe::isNumber);
  }

  private static boolean isNumber(String field) {
    return field.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  }
}
