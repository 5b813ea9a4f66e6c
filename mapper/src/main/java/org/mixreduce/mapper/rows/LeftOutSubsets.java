package org.mixreduce.mapper.rows;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.record.LeftOutSubsetRecord;
import org.mixreduce.mapper.record.PackedSplit;

/**
 * The subsets of one split that a job leaves out, as runs of the split's usable rows, met in the
 * order of the rows.
 */
public final class LeftOutSubsets {

  private static final String KEY = "mixreduce.left.out";

  private final List<LeftOutSubsetRecord> runs;
  private int next;

  private LeftOutSubsets(List<LeftOutSubsetRecord> runs) {
    this.runs = runs;
  }

  /** Has every job of that configuration leave out the subsets of a file. */
  public static void configure(Configuration conf, Path file) {
    conf.set(KEY, file.toString());
  }

  /** The file that jobs of that configuration read them from. */
  public static Optional<Path> file(Configuration conf) {
    return Optional.ofNullable(conf.get(KEY)).map(Path::new);
  }

  /** Those of a split; none if the configuration names no file. */
  static LeftOutSubsets of(Configuration conf, PackedSplit split) throws IOException {
    Optional<Path> file = file(conf);
    if (file.isEmpty()) {
      return new LeftOutSubsets(List.of());
    }
    Path path = file.get();
    List<LeftOutSubsetRecord> all =
        ContainerFile.read(
            LeftOutSubsetRecord.getClassSchema(), path.getFileSystem(conf).open(path));
    return new LeftOutSubsets(
        all.stream()
            .filter(run -> run.getPath().equals(split.path()) && run.getStart() == split.start())
            .sorted(Comparator.comparingLong(LeftOutSubsetRecord::getFirstRow))
            .toList());
  }

  /**
   * Whether a usable row is in one of them.
   *
   * @param place among the split's usable rows, from 0; must not go back from call to call
   */
  boolean has(long place) {
    while (next < runs.size() && place >= end(runs.get(next))) {
      next++;
    }
    return next < runs.size() && place >= runs.get(next).getFirstRow();
  }

  /** Whether the row that {@link #has} was last told of, and found, is the first of its subset. */
  boolean beginsAt(long place) {
    return runs.get(next).getFirstRow() == place;
  }

  /** The place in the split of the subset that the row is in. */
  int ordinal() {
    return runs.get(next).getOrdinal();
  }

  private static long end(LeftOutSubsetRecord run) {
    return run.getFirstRow() + run.getRows();
  }
}
