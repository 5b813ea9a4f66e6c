package org.mixreduce.mapper.record;

import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Reads the pieces of a split one after the other, as their format does. */
public final class PackedRecordReader extends RecordReader<RecordPosition, Object> {

  private TaskAttemptContext context;
  private InputSettings settings;
  private RecordFormat format;
  private Iterator<PackedSplit.Piece> pieces;
  private long length;
  private long done;
  private PackedSplit.Piece piece;
  private PieceReader records;
  private final RecordPosition position = new RecordPosition();

  @Override
  public void initialize(InputSplit split, TaskAttemptContext taskContext) {
    context = taskContext;
    settings = InputSettings.read(context.getConfiguration());
    format = settings.format();
    pieces = ((PackedSplit) split).pieces().iterator();
    length = ((PackedSplit) split).getLength();
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    while (records != null || pieces.hasNext()) {
      try {
        if (records == null) {
          open();
        }
        if (records.next()) {
          position.next(records.offset());
          return true;
        }
      } catch (IOException | RuntimeException e) {
        throw UnreadableFileException.of(piece, e, context.getConfiguration());
      }
      close();
      done += piece.length();
    }
    return false;
  }

  private void open() throws IOException {
    piece = pieces.next();
    position.begin(piece.path(), piece.start());
    records = format.open(piece, settings.layout(), context);
  }

  @Override
  public RecordPosition getCurrentKey() {
    return position;
  }

  @Override
  public Object getCurrentValue() {
    return records.record();
  }

  @Override
  public float getProgress() throws IOException {
    if (length == 0) {
      return 1;
    }
    double current = records == null ? 0 : records.progress() * piece.length();
    return (float) Math.min(1, (done + current) / length);
  }

  @Override
  public void close() throws IOException {
    if (records != null) {
      records.close();
      records = null;
    }
  }
}
