package org.mixreduce.mapper.record;

import java.io.Closeable;
import java.io.IOException;

/** Reads the records of a piece of a file, one after the other. */
public interface PieceReader extends Closeable {

  /**
   * Goes on to the next record.
   *
   * @return false at the end of the piece
   * @throws BrokenDataException if the bytes are no records
   */
  boolean next() throws IOException;

  /** The record; may be overwritten by the next. */
  Object record();

  /**
   * The first byte of the record in the file, whatever the pieces; {@link RecordPosition#NO_OFFSET}
   * where the format has none.
   */
  long offset();

  /** The share of the piece that has been read, from 0 to 1. */
  float progress() throws IOException;
}
