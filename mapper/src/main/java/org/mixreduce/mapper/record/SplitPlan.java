package org.mixreduce.mapper.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs files into splits by sorted path and length alone: a file longer than the target is cut at
 * multiples of it (if its format can be cut), and what is shorter is packed with its neighbours
 * until the target is reached.
 *
 * <p>As in Hadoop's own splitting, a last piece of up to a tenth more than the target stays whole.
 */
public final class SplitPlan {

  private static final double SLOP = 1.1;

  /** A file to be planned. */
  public record File(String path, String uri, long length, boolean splittable, long target) {}

  private final List<List<PackedSplit.Piece>> splits = new ArrayList<>();
  private List<PackedSplit.Piece> open = new ArrayList<>();
  private long openLength;

  private SplitPlan() {}

  /** The pieces of each split; files must come sorted by path. */
  public static List<List<PackedSplit.Piece>> of(List<File> files) {
    SplitPlan plan = new SplitPlan();
    files.stream().filter(file -> file.length() > 0).forEach(plan::add);
    plan.close();
    return plan.splits;
  }

  private void add(File file) {
    long start = 0;
    long left = file.length();
    while (file.splittable() && left > SLOP * file.target()) {
      append(file, start, file.target());
      start += file.target();
      left -= file.target();
    }
    append(file, start, left);
  }

  private void append(File file, long start, long length) {
    if (openLength + length > SLOP * file.target()) {
      close();
    }
    open.add(new PackedSplit.Piece(file.path(), file.uri(), start, length));
    openLength += length;
    if (openLength >= file.target()) {
      close();
    }
  }

  private void close() {
    if (!open.isEmpty()) {
      splits.add(open);
      open = new ArrayList<>();
      openLength = 0;
    }
  }
}
