package org.mixreduce.mapper.record;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;

/** Pieces of files that one task reads, in order. */
public final class PackedSplit extends InputSplit implements Writable {

  /**
   * A run of bytes of one file.
   *
   * @param path relative to the input root, with '/'
   * @param uri of the file
   * @param start first byte
   * @param length bytes
   */
  public record Piece(String path, String uri, long start, long length) {}

  private int index;
  private final List<Piece> pieces = new ArrayList<>();
  private String[] locations = {};

  /** For Hadoop, which then calls {@link #readFields}. */
  public PackedSplit() {}

  /**
   * A split.
   *
   * @param locations hosts of the first piece
   */
  public PackedSplit(int index, List<Piece> pieces, String[] locations) {
    this.index = index;
    this.pieces.addAll(pieces);
    this.locations = locations.clone();
  }

  /** The split's place in the job's list. */
  public int index() {
    return index;
  }

  /** What is read, in order. */
  public List<Piece> pieces() {
    return List.copyOf(pieces);
  }

  /** The file in which the split begins, relative to the input root. */
  public String path() {
    return pieces.get(0).path();
  }

  /** The split's first byte in that file. */
  public long start() {
    return pieces.get(0).start();
  }

  @Override
  public long getLength() {
    long length = 0;
    for (Piece piece : pieces) {
      length += piece.length();
    }
    return length;
  }

  /** Hosts of the first piece: a hint where to run, which never decides what is packed. */
  @Override
  public String[] getLocations() {
    return locations.clone();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(index);
    out.writeInt(pieces.size());
    for (Piece piece : pieces) {
      out.writeUTF(piece.path());
      out.writeUTF(piece.uri());
      out.writeLong(piece.start());
      out.writeLong(piece.length());
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    index = in.readInt();
    pieces.clear();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      pieces.add(new Piece(in.readUTF(), in.readUTF(), in.readLong(), in.readLong()));
    }
  }

  @Override
  public String toString() {
    return path()
        + ":"
        + start()
        + (pieces.size() > 1 ? " and " + (pieces.size() - 1) + " more" : "");
  }
}
