package org.mixreduce.mapper.record.text;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.SplitCompressionInputStream;
import org.apache.hadoop.io.compress.SplittableCompressionCodec;
import org.apache.hadoop.mapreduce.lib.input.CompressedSplitLineReader;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.hadoop.mapreduce.lib.input.SplitLineReader;
import org.apache.hadoop.mapreduce.lib.input.UncompressedSplitLineReader;
import org.mixreduce.mapper.record.BoundedInput;
import org.mixreduce.mapper.record.ReaderMemory;
import org.mixreduce.mapper.record.UnreadableFileException;

/**
 * The lines that begin in a piece of a file, by Hadoop's own line readers, which know where a line
 * belongs that reaches across the ends of pieces or of packed blocks. A byte-order mark is left
 * out. Holds one line, and of a line that is too long its beginning.
 *
 * <p>Hadoop's record reader passes over such lines unseen, and where one reaches beyond its piece
 * hands out a part as if it were a line. Here each is told once, whatever the pieces.
 */
final class SplitLines implements Closeable {

  /** Hadoop counts the bytes of a line as an int; no line of a table comes near. */
  private static final int ENDLESS = 1 << 30;

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final String name;

  /** The bytes that rows may have, and what of that is held. */
  private final int longest;

  private final int most;
  private final SplitLineReader lines;
  private final Seekable packed;
  private final CompressionCodec codec;
  private final Decompressor decompressor;
  private final long begin;
  private final long end;
  private long position;
  private long offset;
  private long bytes;
  private Text value = new Text();

  private SplitLines(
      String name,
      int longest,
      long bears,
      FSDataInputStream file,
      long start,
      long length,
      CompressionCodec codec,
      Decompressor decompressor,
      Configuration conf)
      throws IOException {
    this.name = name;
    this.longest = longest;
    this.most = (int) Math.min(longest, bears);
    this.codec = codec;
    this.decompressor = decompressor;
    if (codec == null) {
      file.seek(start);
      lines = new UncompressedSplitLineReader(file, conf, null, length);
      packed = null;
      begin = start;
      end = start + length;
    } else if (codec instanceof SplittableCompressionCodec splittable) {
      SplitCompressionInputStream in =
          splittable.createInputStream(
              file,
              decompressor,
              start,
              start + length,
              SplittableCompressionCodec.READ_MODE.BYBLOCK);
      lines = new CompressedSplitLineReader(in, conf, null);
      packed = in;
      begin = in.getAdjustedStart();
      end = in.getAdjustedEnd();
    } else {
      lines = new SplitLineReader(codec.createInputStream(file, decompressor), conf, null);
      packed = file;
      begin = start;
      end = start + length;
    }
    position = begin;
    if (begin != 0) {
      // What stands here is the end of a line of a piece before, and more than the piece if it is
      // all of it: then no line begins here.
      position += read(0, codec == null ? Math.min(ENDLESS, length + 1) : ENDLESS);
      value.clear();
    }
  }

  /**
   * Opens a piece of a file.
   *
   * @param name of the file, for people
   */
  static SplitLines open(Path path, String name, long start, long length, Configuration conf)
      throws IOException {
    // Growing takes twice what is held.
    return open(path, name, start, length, BoundedInput.mostBytes() / 2, conf);
  }

  /** The same on a heap that bears lines of so many bytes. */
  static SplitLines open(
      Path path, String name, long start, long length, long bears, Configuration conf)
      throws IOException {
    int longest = longest(conf);
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
    FSDataInputStream file = path.getFileSystem(conf).open(path);
    Decompressor decompressor = codec == null ? null : CodecPool.getDecompressor(codec);
    try {
      return new SplitLines(name, longest, bears, file, start, length, codec, decompressor, conf);
    } catch (IOException | RuntimeException e) {
      file.close();
      CodecPool.returnDecompressor(decompressor);
      throw e;
    }
  }

  /** What the configuration says, {@link OverlongLine#LONGEST} by default. */
  private static int longest(Configuration conf) throws UnreadableFileException {
    int longest = conf.getInt(LineRecordReader.MAX_LINE_LENGTH, OverlongLine.LONGEST);
    if (longest < 1) {
      throw new UnreadableFileException(
          LineRecordReader.MAX_LINE_LENGTH
              + " is "
              + longest
              + ", so no line could be a row: leave it out, or give the bytes that lines may take");
    }
    return longest;
  }

  /** Goes on to the next line; false if there is none. */
  boolean next() throws IOException {
    if (isOverlong()) {
      // Its beginning is given back.
      value = new Text();
    }
    if (at() > end && !lines.needAdditionalRecordAfterSplit()) {
      return false;
    }
    offset = position;
    // A byte more than may be shows that there are more.
    bytes = read(most + 1 + MARK.length, ENDLESS);
    position += bytes;
    if (offset == 0) {
      leaveOutMark();
    }
    if (isOverlong() && mayBeRow()) {
      throw new UnreadableFileException(
          name
              + ": the line at byte "
              + offset
              + " of the text takes "
              + bytes
              + " bytes, and this heap bears lines of "
              + most
              + ": "
              + ReaderMemory.REMEDY);
    }
    return bytes > 0;
  }

  /** Whether a line that is not held would be short enough, with its break and a mark before it. */
  private boolean mayBeRow() {
    long around = 2 + (offset == 0 ? MARK.length : 0);
    return most < longest && bytes <= longest + around;
  }

  private int read(int kept, long passed) throws IOException {
    int read = lines.readLine(value, kept, (int) passed);
    if (read >= ENDLESS) {
      throw new UnreadableFileException(
          name
              + ": no line ends in the "
              + ENDLESS
              + " bytes from byte "
              + position
              + " of the text on: is it delimited text?");
    }
    return read;
  }

  private void leaveOutMark() {
    if (value.getLength() >= MARK.length
        && Arrays.equals(value.getBytes(), 0, MARK.length, MARK, 0, MARK.length)) {
      value.set(value.copyBytes(), MARK.length, value.getLength() - MARK.length);
    }
  }

  /** Whether the line has more bytes than rows may have; then {@link #value} is its beginning. */
  boolean isOverlong() {
    return value.getLength() > most;
  }

  /** The line, if that is what it is; may be overwritten by the next. */
  Text value() {
    return value;
  }

  /** The line, if it is too long. */
  OverlongLine overlong() {
    return new OverlongLine(bytes, longest);
  }

  boolean isCompressed() {
    return codec != null;
  }

  /** The line's first byte in the text. */
  long offset() {
    return offset;
  }

  /** The place in the file, packed or not, where the next line is looked for. */
  private long at() throws IOException {
    return packed == null ? position : packed.getPos();
  }

  float progress() throws IOException {
    return begin == end ? 0 : Math.min(1, (at() - begin) / (float) (end - begin));
  }

  @Override
  public void close() throws IOException {
    try {
      lines.close();
    } finally {
      CodecPool.returnDecompressor(decompressor);
    }
  }
}
