package org.mixreduce.mapper.record;

/**
 * What a reader of a file holds of it at once, beside the record at hand.
 *
 * @param bytes of heap; 0 where that is little whatever the file
 * @param what it is and in which file, for people
 */
public record HeldInput(long bytes, String what) {

  /** What readers hold that read as they go. */
  public static final HeldInput NOTHING = new HeldInput(0, "");

  /** The larger of two. */
  public HeldInput max(HeldInput other) {
    return other.bytes > bytes ? other : this;
  }
}
