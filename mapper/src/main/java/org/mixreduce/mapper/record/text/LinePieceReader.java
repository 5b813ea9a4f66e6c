package org.mixreduce.mapper.record.text;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.PieceReader;
import org.mixreduce.mapper.record.RecordPosition;

/**
 * Reads lines by Hadoop's own reader, which knows codecs, byte-order marks, CRLF and lines across
 * the ends of pieces. Checks and skips the header of the file; skips blank lines.
 */
final class LinePieceReader implements PieceReader {

  /** A longer line than this is no row: the reader drops it rather than run out of memory. */
  private static final int LONGEST_LINE = 16 << 20;

  private final LineRecordReader lines = new LineRecordReader();
  private final boolean compressed;

  LinePieceReader(PackedSplit.Piece piece, RowLayout layout, TaskAttemptContext context)
      throws IOException {
    Configuration conf = context.getConfiguration();
    if (conf.get(LineRecordReader.MAX_LINE_LENGTH) == null) {
      conf.setInt(LineRecordReader.MAX_LINE_LENGTH, LONGEST_LINE);
    }
    Path path = new Path(URI.create(piece.uri()));
    compressed = new CompressionCodecFactory(conf).getCodec(path) != null;
    lines.initialize(new FileSplit(path, piece.start(), piece.length(), new String[0]), context);
    if (piece.start() == 0 && layout.header().isPresent() && lines.nextKeyValue()) {
      try {
        HeaderCheck.check(piece.path(), layout, lines.getCurrentValue().toString());
      } catch (IOException e) {
        lines.close();
        throw e;
      }
    }
  }

  @Override
  public boolean next() throws IOException {
    while (lines.nextKeyValue()) {
      if (!BlankLine.is(lines.getCurrentValue())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Text record() {
    return lines.getCurrentValue();
  }

  @Override
  public long offset() {
    return compressed ? RecordPosition.NO_OFFSET : lines.getCurrentKey().get();
  }

  @Override
  public float progress() throws IOException {
    return lines.getProgress();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
