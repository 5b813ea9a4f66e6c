package org.mixreduce.benchmarks.compare;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.text.DelimitedParser;
import org.mixreduce.mapper.record.ParsedRow;

/** The rows of a comma-separated file with a header: its first d columns, one more after them. */
public final class TextRows {

  /** Rows of a block that is handed on. */
  private static final int BLOCK = 65_536;

  private final Path file;
  private final int d;

  /** Rows of a file that {@code mixreduce generate} wrote. */
  public TextRows(Path file, int d) {
    this.file = file;
    this.d = d;
  }

  /**
   * Hands on all rows, in blocks.
   *
   * @throws IOException naming the line, if one is no row
   */
  public void forEach(Consumer<RowBlock> consumer) throws IOException {
    RowBlockBuilder rows = new RowBlockBuilder(d);
    read(
        rows,
        () -> {
          if (rows.size() == BLOCK) {
            consumer.accept(rows.cut(BLOCK));
          }
        });
    if (rows.size() > 0) {
      consumer.accept(rows.build());
    }
  }

  /** All rows in one block. */
  public RowBlock all() throws IOException {
    RowBlockBuilder rows = new RowBlockBuilder(d);
    read(rows, () -> {});
    return rows.build();
  }

  private void read(RowBlockBuilder rows, Runnable afterRow) throws IOException {
    DelimitedParser parser = new DelimitedParser(layout());
    ParsedRow row = new ParsedRow(layout());
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      Line line = new Line();
      for (long number = 1; line.read(in); number++) {
        if (number == 1) {
          continue;
        }
        parser.parse(line.bytes(), 0, line.size(), row);
        if (row.status() != ParsedRow.Status.ROW) {
          throw new IOException(file + ", line " + number + " is no row: " + row.problem());
        }
        rows.add(row.values(), 1);
        afterRow.run();
      }
    }
  }

  /** A line's bytes, without a copy per line. */
  private static final class Line extends ByteArrayOutputStream {

    byte[] bytes() {
      return buf;
    }

    /** Reads the next line; false at the end. */
    boolean read(InputStream in) throws IOException {
      reset();
      int c = in.read();
      if (c < 0) {
        return false;
      }
      for (; c >= 0 && c != '\n'; c = in.read()) {
        write(c);
      }
      return true;
    }
  }

  private RowLayout layout() {
    List<RowLayout.Column> columns = new ArrayList<>();
    for (int j = 0; j < d; j++) {
      columns.add(new RowLayout.Column(j, "V" + (j + 1)));
    }
    return new RowLayout(
        new RowLayout.Syntax(',', '"', List.of()),
        Optional.empty(),
        d + 1,
        columns,
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }
}
