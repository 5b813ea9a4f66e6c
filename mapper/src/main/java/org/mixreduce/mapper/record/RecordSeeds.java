package org.mixreduce.mapper.record;

import org.mixreduce.core.data.Seed;

/**
 * A seed for each record of the input, from a root, the record's file and its place there: what
 * makes a random choice about a row the same in whichever task it is made. Not safe for two
 * threads.
 */
public final class RecordSeeds {

  private final Seed root;
  private String path = "";
  private Seed ofPath;

  /** Seeds that derive from this one. */
  public RecordSeeds(Seed root) {
    this.root = root;
  }

  /** By the piece of the file and the record's number in it: the same on the same splits. */
  public Seed byRecord(RecordPosition position) {
    return ofPath(position).derive(position.start()).derive(position.record());
  }

  /**
   * By the byte where the line begins: the same whatever the splits. Compressed files have no such
   * byte, and their records are seeded {@link #byRecord}.
   */
  public Seed byOffset(RecordPosition position) {
    return position.offset() == RecordPosition.NO_OFFSET
        ? byRecord(position)
        : ofPath(position).derive(position.offset());
  }

  private Seed ofPath(RecordPosition position) {
    if (ofPath == null || !position.path().equals(path)) {
      path = position.path();
      ofPath = root.derive(path);
    }
    return ofPath;
  }
}
