package org.mixreduce.mapper.record;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Writable;

/**
 * The identity of a record: its file relative to the input root, the first byte of the piece of the
 * file that was read, and its number in that piece, from 0; and, where there is one, the first byte
 * of its line, which does not depend on the pieces. One object is reused for all records of a
 * split.
 */
public final class RecordPosition implements Writable {

  /** What stands for the offset of a line in a compressed file. */
  public static final long NO_OFFSET = -1;

  private String path = "";
  private long start;
  private long record;
  private long offset = NO_OFFSET;

  /** Before the first record of a piece. */
  void begin(String newPath, long newStart) {
    path = newPath;
    start = newStart;
    record = -1;
  }

  /** The next record, whose line begins at that byte of the file, or has {@link #NO_OFFSET}. */
  void next(long newOffset) {
    record++;
    offset = newOffset;
  }

  /** The file, relative to the input root. */
  public String path() {
    return path;
  }

  /** The piece's first byte. */
  public long start() {
    return start;
  }

  /** The record's number in the piece, from 0. */
  public long record() {
    return record;
  }

  /** The first byte of the record's line in the file; {@link #NO_OFFSET} in a compressed file. */
  public long offset() {
    return offset;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeUTF(path);
    out.writeLong(start);
    out.writeLong(record);
    out.writeLong(offset);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    path = in.readUTF();
    start = in.readLong();
    record = in.readLong();
    offset = in.readLong();
  }

  @Override
  public String toString() {
    return path + (start > 0 ? " from byte " + start : "") + ", record " + (record + 1);
  }
}
