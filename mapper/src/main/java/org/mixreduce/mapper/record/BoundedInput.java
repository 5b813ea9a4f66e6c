package org.mixreduce.mapper.record;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * Reads a file whose lengths are not believed: nothing is allocated that the rest of the file, or a
 * share of the heap, could not hold.
 */
public final class BoundedInput implements Closeable {

  private static final int SEARCHED = 1 << 16;

  private final FSDataInputStream in;
  private final long end;

  /**
   * Owns the stream.
   *
   * @param length of the file
   */
  public BoundedInput(FSDataInputStream in, long length) {
    this.in = in;
    this.end = length;
  }

  /** What one value or block may take: a quarter of the heap, and no more than 1 GiB. */
  public static int mostBytes() {
    return (int) Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 4);
  }

  /** The next byte's place in the file. */
  public long position() throws IOException {
    return in.getPos();
  }

  /** Whether nothing is left. */
  public boolean atEnd() throws IOException {
    return in.getPos() >= end;
  }

  /** Goes to a byte of the file. */
  public void seek(long position) throws IOException {
    in.seek(position);
  }

  /** The next byte. */
  public byte readByte() throws IOException {
    need(1, "a byte");
    return in.readByte();
  }

  /** The next four bytes, the highest first. */
  public int readInt() throws IOException {
    need(Integer.BYTES, "a number");
    return in.readInt();
  }

  /**
   * The next bytes.
   *
   * @param what they are, for the message
   * @throws BrokenDataException if there are not so many, or more than {@link #mostBytes()}
   */
  public byte[] readBytes(long count, String what) throws IOException {
    need(count, what);
    if (count > mostBytes()) {
      throw new BrokenDataException(
          what
              + " at byte "
              + position()
              + " takes "
              + count
              + " bytes, more than the "
              + mostBytes()
              + " that this heap bears");
    }
    byte[] bytes = new byte[(int) count];
    in.readFully(bytes);
    return bytes;
  }

  private void need(long count, String what) throws IOException {
    if (count < 0 || count > end - in.getPos()) {
      throw new BrokenDataException(
          what
              + " at byte "
              + position()
              + " should take "
              + count
              + " bytes, and "
              + (end - in.getPos())
              + " are left: the file breaks off, or is damaged there");
    }
  }

  /**
   * Goes behind the first occurrence of a marker that begins at {@code from} or after.
   *
   * @return where the marker begins; −1 if there is none
   */
  public long find(byte[] marker, long from) throws IOException {
    byte[] window = new byte[SEARCHED + marker.length];
    long start = from;
    in.seek(Math.min(from, end));
    int filled = 0;
    while (true) {
      int read = in.read(window, filled, (int) Math.min(window.length - filled, left()));
      if (read <= 0) {
        return -1;
      }
      filled += read;
      for (int i = 0; i + marker.length <= filled; i++) {
        if (Arrays.equals(window, i, i + marker.length, marker, 0, marker.length)) {
          in.seek(start + i + marker.length);
          return start + i;
        }
      }
      int kept = Math.min(filled, marker.length - 1);
      System.arraycopy(window, filled - kept, window, 0, kept);
      start += filled - kept;
      filled = kept;
    }
  }

  private long left() throws IOException {
    return Math.max(1, end - in.getPos());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
