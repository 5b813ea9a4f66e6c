package org.mixreduce.mapper.record.text;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.HeaderMismatchException;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.PieceReader;
import org.mixreduce.mapper.record.RecordPosition;

/**
 * Reads the lines of a piece. Skips blank lines, then checks and skips the header of the file. A
 * line that is too long to be held is a record as well, an {@link OverlongLine}.
 */
final class LinePieceReader implements PieceReader {

  private final SplitLines lines;
  private final BlankLine blank;

  LinePieceReader(PackedSplit.Piece piece, RowLayout layout, TaskAttemptContext context)
      throws IOException {
    Configuration conf = context.getConfiguration();
    Path path = new Path(URI.create(piece.uri()));
    blank = BlankLine.of(layout.syntax());
    lines = SplitLines.open(path, piece.path(), piece.start(), piece.length(), conf);
    try {
      if (piece.start() == 0 && layout.header().isPresent() && next()) {
        checkHeader(piece.path(), layout);
      }
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private void checkHeader(String file, RowLayout layout) throws IOException {
    if (lines.isOverlong()) {
      throw new HeaderMismatchException(
          file
              + " begins with "
              + lines.overlong().problem()
              + ", where "
              + layout.header().orElseThrow()
              + " are expected");
    }
    HeaderCheck.check(file, layout, lines.value().toString());
  }

  @Override
  public boolean next() throws IOException {
    while (lines.next()) {
      if (lines.isOverlong() || !blank.is(lines.value())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Object record() {
    return lines.isOverlong() ? lines.overlong() : lines.value();
  }

  @Override
  public long offset() {
    return lines.isCompressed() ? RecordPosition.NO_OFFSET : lines.offset();
  }

  @Override
  public float progress() throws IOException {
    return lines.progress();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
