package org.mixreduce.mapper.record.avro;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.BoundedInput;
import org.mixreduce.mapper.record.BrokenDataException;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.PieceReader;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.record.field.FieldRecord;
import org.mixreduce.mapper.record.field.UsedFields;

/**
 * Reads the blocks whose sync marker, the one before them, begins in the piece: so every block is
 * read once, however the file is cut. Holds one block.
 */
final class AvroPieceReader implements PieceReader {

  private final BoundedInput in;
  private final long start;
  private final long end;
  private final ContainerHeader header;
  private final FieldDecoder decoder;
  private final FieldRecord record;

  /** Where the marker before the next block begins; −1 if there is no more block. */
  private long marker;

  private BlockBytes block = new BlockBytes(new byte[0]);
  private long blockStart;
  private long left;

  private AvroPieceReader(
      BoundedInput in, PackedSplit.Piece piece, ContainerHeader header, UsedFields used)
      throws IOException {
    this.in = in;
    this.start = piece.start();
    this.end = piece.start() + piece.length();
    this.header = header;
    this.decoder = RecordDecoder.of(header.schema(), used);
    this.record = new FieldRecord(used.count());
    long first = header.end() - ContainerHeader.MARKER_BYTES;
    this.marker = in.find(header.marker(), Math.max(start, first));
  }

  static AvroPieceReader open(PackedSplit.Piece piece, RowLayout layout, Configuration conf)
      throws IOException {
    Path path = new Path(URI.create(piece.uri()));
    FileSystem fs = path.getFileSystem(conf);
    BoundedInput in = new BoundedInput(fs.open(path), fs.getFileStatus(path).getLen());
    try {
      ContainerHeader header = ContainerHeader.read(in);
      UsedFields used = new UsedFields(layout);
      used.find(AvroColumns.of(header.schema()), piece.path());
      return new AvroPieceReader(in, piece, header, used);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public boolean next() throws IOException {
    while (left == 0) {
      if (block.left() > 0) {
        throw new BrokenDataException(
            "the block at byte "
                + blockStart
                + " has "
                + block.left()
                + " bytes more than its records");
      }
      if (!nextBlock()) {
        return false;
      }
    }
    left--;
    record.clear();
    try {
      decoder.read(block, record);
    } catch (BrokenDataException e) {
      throw new BrokenDataException("the block at byte " + blockStart + " holds " + e.getMessage());
    }
    return true;
  }

  private boolean nextBlock() throws IOException {
    if (marker < 0 || marker >= end || in.atEnd()) {
      return false;
    }
    blockStart = in.position();
    left = ContainerHeader.readLong(in);
    long size = ContainerHeader.readLong(in);
    byte[] packed = in.readBytes(size, "a block");
    marker = in.position();
    byte[] found = in.readBytes(ContainerHeader.MARKER_BYTES, "a sync marker");
    if (!Arrays.equals(found, header.marker())) {
      throw new BrokenDataException(
          "the block at byte " + blockStart + " does not end with the file's sync marker");
    }
    block = new BlockBytes(unpack(packed));
    if (left < 0 || left > block.left()) {
      // A record that rows can be made of takes a byte at least.
      throw new BrokenDataException(
          "the block at byte " + blockStart + " cannot hold " + left + " records");
    }
    return true;
  }

  private byte[] unpack(byte[] packed) throws BrokenDataException {
    try {
      return header.codec().unpack(packed);
    } catch (IOException | RuntimeException e) {
      throw new BrokenDataException(
          "the block at byte " + blockStart + " does not unpack: " + e.getMessage());
    }
  }

  @Override
  public FieldRecord record() {
    return record;
  }

  /** Records of a block have no bytes of their own in the file where blocks are packed. */
  @Override
  public long offset() {
    return RecordPosition.NO_OFFSET;
  }

  @Override
  public float progress() throws IOException {
    return (float) Math.min(1, Math.max(0, (double) (in.position() - start) / (end - start)));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
