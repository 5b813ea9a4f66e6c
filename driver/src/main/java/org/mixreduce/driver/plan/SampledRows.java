package org.mixreduce.driver.plan;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mapreduce.RecordReader;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.job.RowSplits;
import org.mixreduce.mapper.record.InputSettings;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.record.RowParser;
import org.mixreduce.mapper.record.UnreadableFileException;
import org.mixreduce.mapper.rows.RowCounter;

/**
 * The first rows of some splits, which are spread evenly over all. From their bytes follows how
 * many rows there are. Of a small input it is all rows.
 *
 * @param rows usable rows, {@value #ROWS} at most
 * @param profile of all records that were read
 * @param parts what was read of each split
 * @param all whether that is the whole input
 * @param secondsPerByte of reading and parsing, by one core that has done it before
 */
record SampledRows(
    RowBlock rows, DataProfile profile, List<Part> parts, boolean all, double secondsPerByte) {

  private static final int ROWS = 20_000;
  private static final int SPLITS = 16;

  /** Less says little of the bytes of a row where a file is compressed. */
  private static final long LEAST_BYTES = 256 << 10;

  /**
   * What was read of one split.
   *
   * @param bytes of the split's files
   * @param rows usable ones
   * @param ended whether that is all of it
   */
  record Part(double bytes, long rows, boolean ended) {}

  /** Looks at the splits. */
  static SampledRows of(RowSplits input, RowLayout layout) throws IOException {
    List<PackedSplit> splits = input.splits();
    int count = Math.min(SPLITS, splits.size());
    Reading reading = new Reading(input, layout, Math.max(1, ROWS / Math.max(1, count)));
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // One of the middle of each stretch: the first split may be all header, the last is short.
      parts.add(reading.read(splits.get((int) ((2L * i + 1) * splits.size() / (2L * count)))));
    }
    reading.flush();
    boolean all = count == splits.size() && parts.stream().allMatch(Part::ended);
    RowBlock rows = reading.kept.build();
    return new SampledRows(
        rows, reading.profile, parts, all, count == 0 ? 0 : pace(input, layout, splits.get(0)));
  }

  /** The time that a byte takes when the code is warm. */
  private static double pace(RowSplits input, RowLayout layout, PackedSplit split)
      throws IOException {
    Reading again = new Reading(input, layout, ROWS);
    again.read(split);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    double bytes = again.read(split).bytes();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
        / 1e9
        / Math.max(1, bytes);
  }

  /** Usable rows a byte. */
  private double rowsPerByte() {
    double bytes = parts.stream().mapToDouble(Part::bytes).sum();
    return bytes == 0 ? 0 : parts.stream().mapToLong(Part::rows).sum() / bytes;
  }

  /** How many usable rows so many bytes hold. */
  double rowsIn(double bytes) {
    return bytes * rowsPerByte();
  }

  /**
   * Twice the standard error of the rows a byte, relative to them, from how they differ between the
   * parts; not a number where one part alone tells.
   */
  double relativeError() {
    int n = parts.size();
    if (all) {
      return 0;
    }
    if (n < 2) {
      return Double.NaN;
    }
    double ratio = rowsPerByte();
    double squares = 0;
    double bytes = 0;
    for (Part part : parts) {
      double residual = part.rows() - ratio * part.bytes();
      squares += residual * residual;
      bytes += part.bytes();
    }
    return 2 * Math.sqrt(squares / (n * (n - 1.0))) / (ratio * bytes / n);
  }

  /** Records as map tasks see them. */
  private static final class Reading {
    private final RowSplits input;
    private final RowParser parser;
    private final ParsedRow row;
    private final int most;
    private final DataProfile profile;
    private final RowBlockBuilder kept;
    private final RowBlockBuilder waiting;

    Reading(RowSplits input, RowLayout layout, int most) {
      this.input = input;
      this.parser = new InputSettings(layout).format().parser(layout);
      this.row = new ParsedRow(layout);
      this.most = most;
      this.profile = new DataProfile(layout.dimension());
      this.kept = new RowBlockBuilder(layout.dimension());
      this.waiting = new RowBlockBuilder(layout.dimension());
    }

    Part read(PackedSplit split) throws IOException {
      long usable = 0;
      long records = 0;
      try (RecordReader<RecordPosition, Object> reader = input.open(split)) {
        while (records < most || reader.getProgress() * split.getLength() < LEAST_BYTES) {
          if (!reader.nextKeyValue()) {
            return new Part(split.getLength(), usable, true);
          }
          parser.parse(reader.getCurrentValue(), row);
          usable += take(reader.getCurrentKey(), records++ < most) ? 1 : 0;
        }
        return new Part((double) reader.getProgress() * split.getLength(), usable, false);
      } catch (UnreadableFileException e) {
        throw new BadInputException(e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while reading " + split, e);
      }
    }

    private boolean take(RecordPosition position, boolean keep) {
      RowCounter kind = RowCounter.of(row);
      switch (kind) {
        case USABLE -> {
          waiting.add(row.values(), row.weight());
          if (keep) {
            kept.add(row.values(), row.weight());
          }
          if (waiting.size() == ROWS) {
            flush();
          }
        }
        case MALFORMED ->
            profile.addMalformed(row.problemFeature(), position + ": " + row.problem());
        case MISSING -> profile.addMissing(row.missingFeatures());
        default -> profile.addWeightless();
      }
      return kind == RowCounter.USABLE;
    }

    void flush() {
      if (waiting.size() > 0) {
        profile.addRows(waiting.cut(waiting.size()));
      }
    }
  }
}
