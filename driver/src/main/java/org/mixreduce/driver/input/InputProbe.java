package org.mixreduce.driver.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.mapper.record.FileSchema;
import org.mixreduce.mapper.record.InputFiles;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.RecordFormat;
import org.mixreduce.mapper.record.UnreadableFileException;
import org.mixreduce.mapper.record.text.DelimitedParser;

/**
 * A look at the first file that holds anything: the names and types of its columns, or its header
 * and how many fields its lines have; and whether the chosen columns are numbers at all.
 */
public final class InputProbe {

  private static final int ROWS = 100;

  private final RowLayout.Source source;
  private final RowLayout.Syntax syntax;
  private final String file;
  private final Optional<List<String>> header;
  private final List<List<String>> rows;

  private InputProbe(
      RowLayout.Source source,
      RowLayout.Syntax syntax,
      String file,
      Optional<List<String>> header,
      List<List<String>> rows) {
    this.source = source;
    this.syntax = syntax;
    this.file = file;
    this.header = header;
    this.rows = rows;
  }

  /**
   * Looks at the files.
   *
   * @throws BadInputException if no file holds a row, or one cannot be read
   */
  public static InputProbe of(
      InputFiles files, RowLayout.Syntax syntax, boolean hasHeader, Configuration conf)
      throws IOException {
    RecordFormat format = InputFormats.of(files, conf);
    for (FileStatus status : files.files()) {
      if (status.getLen() == 0) {
        continue;
      }
      String file = files.relative(status.getPath());
      RecordFormat.FirstLook look = look(format, status, file, syntax, conf);
      if (look.schema().isPresent()) {
        return withSchema(format, look.schema().get(), syntax, file);
      }
      if (look.lines().size() > (hasHeader ? 1 : 0)) {
        List<List<String>> records = new ArrayList<>();
        look.lines().forEach(line -> records.add(DelimitedParser.split(line, syntax)));
        Optional<List<String>> header =
            hasHeader ? Optional.of(records.remove(0)) : Optional.empty();
        return new InputProbe(
            new RowLayout.Source(format.label(), List.of()), syntax, file, header, records);
      }
    }
    throw new BadInputException(
        "no rows in the input ("
            + Counted.of(files.files().size(), "file")
            + ", "
            + files.bytes()
            + " bytes)");
  }

  private static RecordFormat.FirstLook look(
      RecordFormat format,
      FileStatus status,
      String file,
      RowLayout.Syntax syntax,
      Configuration conf)
      throws IOException {
    try {
      return format.look(status, ROWS + 1, syntax, conf);
    } catch (IOException | RuntimeException e) {
      IOException reason =
          UnreadableFileException.of(
              new PackedSplit.Piece(file, status.getPath().toUri().toString(), 0, status.getLen()),
              e,
              conf);
      if (reason instanceof UnreadableFileException) {
        throw new BadInputException(reason.getMessage());
      }
      throw reason;
    }
  }

  private static InputProbe withSchema(
      RecordFormat format, FileSchema schema, RowLayout.Syntax syntax, String file) {
    List<String> names = schema.names();
    if (names.isEmpty()) {
      throw new BadInputException(file + " has no columns");
    }
    for (String name : names) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new BadInputException(
            file + " has several columns '" + name + "', which files find by their names");
      }
    }
    return new InputProbe(
        new RowLayout.Source(format.label(), schema.types()),
        syntax,
        file,
        Optional.of(names),
        List.of());
  }

  /** What the files are. */
  public RowLayout.Source source() {
    return source;
  }

  /** The names of columns, if there are any. */
  public Optional<List<String>> header() {
    return header;
  }

  /** Fields of a record: the header's, or the first row's. */
  public int fieldCount() {
    return header.map(List::size).orElseGet(() -> rows.get(0).size());
  }

  /**
   * The layout of the rows.
   *
   * @throws UsageException if a column does not exist or holds no numbers
   */
  public RowLayout layout(ColumnOptions options) {
    RowLayout layout = new ColumnSelector(source, syntax, header, fieldCount()).select(options);
    ColumnTypes.check(layout);
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
        source,
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
    if (fieldCount() == 1) {
      return DelimiterHint.of(syntax);
    }
    boolean allText = header.isEmpty() && rows.get(0).stream().noneMatch(InputProbe::isNumber);
    return allText ? "; if the first line holds names, add --header" : "";
  }

  /** Whether a file without header begins with a line that looks like one. */
  public boolean looksLikeHeader() {
    return header.isEmpty()
        && rows.size() > 1
        && rows.get(0).stream().noneMatch(InputProbe::isNumber)
        && !rows.get(0).stream().allMatch(String::isEmpty)
        && rows.get(1).stream().anyMatch(InputProbe::isNumber);
  }

  private static boolean isNumber(String field) {
    return field.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  }
}
