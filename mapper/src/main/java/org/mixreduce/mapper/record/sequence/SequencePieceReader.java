package org.mixreduce.mapper.record.sequence;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.BoundedInput;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.PieceReader;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.record.text.BlankLine;
import org.mixreduce.mapper.record.text.HeaderCheck;

/** Reads the values of a piece as lines, as those of a text file are read. */
final class SequencePieceReader implements PieceReader {

  private final ValueReader values;
  private final BlankLine blank;

  private SequencePieceReader(ValueReader values, BlankLine blank) {
    this.values = values;
    this.blank = blank;
  }

  static SequencePieceReader open(PackedSplit.Piece piece, RowLayout layout, Configuration conf)
      throws IOException {
    Path path = new Path(URI.create(piece.uri()));
    FileSystem fs = path.getFileSystem(conf);
    BoundedInput in = new BoundedInput(fs.open(path), fs.getFileStatus(path).getLen());
    try {
      ValueReader values = new ValueReader(in, piece.start(), piece.start() + piece.length(), conf);
      // The first value may lie in any piece that begins before it.
      if (layout.header().isPresent() && values.next()) {
        if (values.isFirst()) {
          HeaderCheck.check(piece.path(), layout, values.value().toString());
        } else {
          values.again();
        }
      }
      return new SequencePieceReader(values, BlankLine.of(layout.syntax()));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public boolean next() throws IOException {
    while (values.next()) {
      if (!blank.is(values.value())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Text record() {
    return values.value();
  }

  /** Values of a block have no bytes of their own in the file where blocks are packed. */
  @Override
  public long offset() {
    return RecordPosition.NO_OFFSET;
  }

  @Override
  public float progress() throws IOException {
    return values.progress();
  }

  @Override
  public void close() throws IOException {
    values.close();
  }
}
