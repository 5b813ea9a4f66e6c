package org.mixreduce.mapper.record;

import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;

/**
 * Reads the pieces of a split one after the other, each by Hadoop's own reader of lines, which
 * knows codecs, byte-order marks, CRLF and lines across the ends of pieces. Checks and skips the
 * header of each file; skips blank lines, which are no records.
 */
public final class PackedRecordReader extends RecordReader<RecordPosition, Text> {

  /** A longer line than this is no row: the reader drops it rather than run out of memory. */
  private static final int LONGEST_LINE = 16 << 20;

  private TaskAttemptContext context;
  private InputSettings settings;
  private CompressionCodecFactory codecs;
  private Iterator<PackedSplit.Piece> pieces;
  private long length;
  private long done;
  private PackedSplit.Piece piece;
  private LineRecordReader lines;
  private boolean compressed;
  private final RecordPosition position = new RecordPosition();

  @Override
  public void initialize(InputSplit split, TaskAttemptContext taskContext) {
    context = taskContext;
    Configuration conf = context.getConfiguration();
    if (conf.get(LineRecordReader.MAX_LINE_LENGTH) == null) {
      conf.setInt(LineRecordReader.MAX_LINE_LENGTH, LONGEST_LINE);
    }
    settings = InputSettings.read(conf);
    codecs = new CompressionCodecFactory(conf);
    pieces = ((PackedSplit) split).pieces().iterator();
    length = ((PackedSplit) split).getLength();
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    while (true) {
      if (lines == null && !open()) {
        return false;
      }
      if (!lines.nextKeyValue()) {
        close();
        done += piece.length();
        continue;
      }
      if (!isBlank(lines.getCurrentValue())) {
        position.next(compressed ? RecordPosition.NO_OFFSET : lines.getCurrentKey().get());
        return true;
      }
    }
  }

  private boolean open() throws IOException {
    if (!pieces.hasNext()) {
      return false;
    }
    piece = pieces.next();
    lines = new LineRecordReader();
    Path path = new Path(URI.create(piece.uri()));
    lines.initialize(new FileSplit(path, piece.start(), piece.length(), new String[0]), context);
    compressed = codecs.getCodec(path) != null;
    position.begin(piece.path(), piece.start());
    if (piece.start() == 0 && settings.layout().header().isPresent() && lines.nextKeyValue()) {
      HeaderMismatchException.check(
          piece.path(), settings.layout(), lines.getCurrentValue().toString());
    }
    return true;
  }

  private static boolean isBlank(Text line) {
    byte[] bytes = line.getBytes();
    for (int i = 0; i < line.getLength(); i++) {
      if (bytes[i] != ' ' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public RecordPosition getCurrentKey() {
    return position;
  }

  @Override
  public Text getCurrentValue() {
    return lines.getCurrentValue();
  }

  @Override
  public float getProgress() throws IOException {
    if (length == 0) {
      return 1;
    }
    double current = lines == null ? 0 : lines.getProgress() * piece.length();
    return (float) Math.min(1, (done + current) / length);
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }
}
