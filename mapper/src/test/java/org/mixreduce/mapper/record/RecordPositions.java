package org.mixreduce.mapper.record;

import java.util.List;

/** Positions and splits for tests of mappers. */
public final class RecordPositions {

  private RecordPositions() {}

  /** The n-th record, from 0, of a piece whose lines have ten bytes. */
  public static RecordPosition at(String path, long start, int record) {
    RecordPosition position = new RecordPosition();
    position.begin(path, start);
    for (int i = 0; i <= record; i++) {
      position.next(start + 10L * i);
    }
    return position;
  }

  /** The n-th record, from 0, of a piece of a compressed file. */
  public static RecordPosition compressed(String path, long start, int record) {
    RecordPosition position = new RecordPosition();
    position.begin(path, start);
    for (int i = 0; i <= record; i++) {
      position.next(RecordPosition.NO_OFFSET);
    }
    return position;
  }

  /** A split of one piece. */
  public static PackedSplit split(int index, String path, long start, long length) {
    return new PackedSplit(
        index, List.of(new PackedSplit.Piece(path, "file:/" + path, start, length)), new String[0]);
  }
}
