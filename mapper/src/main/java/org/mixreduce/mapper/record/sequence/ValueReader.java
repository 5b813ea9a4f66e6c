package org.mixreduce.mapper.record.sequence;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.Decompressor;
import org.mixreduce.mapper.record.BoundedBytes;
import org.mixreduce.mapper.record.BoundedInput;
import org.mixreduce.mapper.record.BrokenDataException;

/**
 * Reads the values whose sync marker, the last one before them, begins in a range of a file: so
 * every value is read once, however the file is cut. Holds one record, or one block of them.
 *
 * <p>Hadoop's own reader allocates whatever a damaged file says; this one does not.
 */
final class ValueReader implements Closeable {

  /** What stands in place of a record's length before a marker. */
  private static final int ESCAPE = -1;

  private final BoundedInput in;
  private final long start;
  private final long end;
  private final SequenceHeader header;
  private final Text value = new Text();

  /** Whether the bytes before the next are a marker of this range. */
  private boolean behindMarker;

  private boolean done;
  private boolean again;
  private boolean fromTop;
  private long count;

  /** The values of the current block and their lengths. */
  private EncodedBytes lengths = new EncodedBytes(new byte[0]);

  private EncodedBytes values = new EncodedBytes(new byte[0]);
  private long left;

  /** Owns the input from the moment this returns. */
  ValueReader(BoundedInput in, long start, long end, Configuration conf) throws IOException {
    this.in = in;
    this.start = start;
    this.end = end;
    this.header = SequenceHeader.read(in, conf);
    long first = header.end() - SequenceHeader.MARKER_BYTES;
    long marker = in.find(header.marker(), Math.max(start, first));
    if (marker == behindHeader()) {
      marker = in.find(header.marker(), marker + 1);
    }
    this.done = marker < 0 || marker >= end;
    this.fromTop = marker == first;
    // Behind the header's own marker a block has another one.
    this.behindMarker = !done && marker != first;
  }

  /** Where a marker right behind the header begins, which counts as the header's own. */
  private long behindHeader() {
    return header.end() + Integer.BYTES;
  }

  boolean next() throws IOException {
    if (again) {
      again = false;
      return true;
    }
    boolean found = header.blocks() ? nextOfBlock() : nextRecord();
    if (found) {
      count++;
    }
    return found;
  }

  /** The value that was last found is found once more. */
  void again() {
    again = true;
  }

  /** Whether the value is the file's first. */
  boolean isFirst() {
    return fromTop && count == 1;
  }

  Text value() {
    return value;
  }

  private boolean nextRecord() throws IOException {
    while (!done && !in.atEnd()) {
      long at = in.position();
      int length = in.readInt();
      if (length == ESCAPE) {
        readMarker();
        continue;
      }
      int keyLength = in.readInt();
      if (keyLength < 0 || keyLength > length) {
        throw new BrokenDataException(
            "the record at byte "
                + at
                + " has "
                + length
                + " bytes, of which its key takes "
                + keyLength);
      }
      in.readBytes(keyLength, "a key");
      EncodedBytes bytes = new EncodedBytes(unpack(in.readBytes(length - keyLength, "a value")));
      bytes.readText(value, bytes.readVarint());
      if (bytes.left() > 0) {
        throw new BrokenDataException(
            "the record at byte " + at + " has " + bytes.left() + " bytes behind its value");
      }
      return true;
    }
    return false;
  }

  private boolean nextOfBlock() throws IOException {
    while (left == 0) {
      if (values.left() > 0 || lengths.left() > 0) {
        throw new BrokenDataException(
            "the block before byte " + in.position() + " has more than its records");
      }
      if (done || in.atEnd()) {
        return false;
      }
      if (!behindMarker) {
        if (in.readInt() != ESCAPE) {
          throw new BrokenDataException("no sync marker before byte " + in.position());
        }
        readMarker();
        if (done) {
          return false;
        }
      }
      // The block itself ends with no marker: the next one stands before the next block.
      behindMarker = false;
      readBlock();
    }
    left--;
    int length = (int) lengths.readVarint();
    int before = values.left();
    values.readText(value, values.readVarint());
    if (before - values.left() != length) {
      throw new BrokenDataException(
          "a value before byte "
              + in.position()
              + " takes "
              + (before - values.left())
              + " bytes, not "
              + length);
    }
    return true;
  }

  private void readBlock() throws IOException {
    left = SequenceHeader.readVarint(in);
    in.readBytes(SequenceHeader.readVarint(in), "the lengths of keys");
    in.readBytes(SequenceHeader.readVarint(in), "keys");
    lengths = new EncodedBytes(packed("the lengths of values"));
    values = new EncodedBytes(packed("values"));
    if (left < 0 || left > values.left()) {
      throw new BrokenDataException(
          "the block before byte " + in.position() + " cannot hold " + left + " records");
    }
  }

  private byte[] packed(String what) throws IOException {
    return unpack(in.readBytes(SequenceHeader.readVarint(in), what));
  }

  private byte[] unpack(byte[] bytes) throws IOException {
    if (header.codec().isEmpty()) {
      return bytes;
    }
    Decompressor decompressor = CodecPool.getDecompressor(header.codec().get());
    try {
      return BoundedBytes.of(
          header.codec().get().createInputStream(new ByteArrayInputStream(bytes), decompressor),
          "what stands before byte " + in.position());
    } catch (BrokenDataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new BrokenDataException(
          "what stands before byte " + in.position() + " does not unpack: " + e.getMessage());
    } finally {
      CodecPool.returnDecompressor(decompressor);
    }
  }

  /** The marker of other ranges ends this one. */
  private void readMarker() throws IOException {
    long at = in.position();
    byte[] found = in.readBytes(SequenceHeader.MARKER_BYTES, "a sync marker");
    if (!Arrays.equals(found, header.marker())) {
      throw new BrokenDataException("the sync marker at byte " + at + " is not the file's");
    }
    done = at >= end && at != behindHeader();
  }

  float progress() throws IOException {
    return (float) Math.min(1, Math.max(0, (double) (in.position() - start) / (end - start)));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
