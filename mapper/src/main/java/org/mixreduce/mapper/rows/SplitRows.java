package org.mixreduce.mapper.rows;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.mapreduce.TaskInputOutputContext;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.mapper.record.InputSettings;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.record.RowParser;
import org.mixreduce.mapper.record.SubsetCutter;

/**
 * Parses the records of one split, counts them, and cuts usable rows into subsets, of which some
 * may be left out; the others are the same as without. Holds at most one and a half subsets.
 */
public final class SplitRows {

  private final TaskInputOutputContext<?, ?, ?, ?> context;
  private final PackedSplit split;
  private final RowParser parser;
  private final ParsedRow row;
  private final SubsetCutter cutter;
  private final RowBlockBuilder waiting;
  private final SplitConsumer consumer;
  private final LeftOutSubsets leftOut;
  private int ordinal;
  private long usable;

  /** Where subsets begin that have not been cut yet: two at most. */
  private final Deque<String> places = new ArrayDeque<>();

  private String place = "";

  /** The rows of the task's split, cut into subsets of {@code subsetRows}. */
  public SplitRows(
      TaskInputOutputContext<?, ?, ?, ?> context,
      PackedSplit split,
      int subsetRows,
      SplitConsumer consumer)
      throws IOException {
    this.context = context;
    this.split = split;
    InputSettings input = InputSettings.read(context.getConfiguration());
    this.parser = input.format().parser(input.layout());
    this.row = new ParsedRow(input.layout());
    this.cutter = new SubsetCutter(subsetRows);
    this.waiting = new RowBlockBuilder(input.layout().dimension(), cutter.mostWaiting());
    this.consumer = consumer;
    this.leftOut = LeftOutSubsets.of(context.getConfiguration(), split);
  }

  /** The next record. */
  public void add(RecordPosition position, Object record) throws IOException, InterruptedException {
    parser.parse(record, row);
    RowCounter kind = RowCounter.of(row);
    if (kind == RowCounter.USABLE && leavesOut(usable)) {
      usable++;
      context.getCounter(RowCounter.LEFT_OUT).increment(1);
      return;
    }
    context.getCounter(kind).increment(1);
    if (kind != RowCounter.USABLE) {
      consumer.skipped(position, row, kind);
      return;
    }
    consumer.row(position, row);
    if (usable++ % cutter.subsetRows() == 0) {
      places.add(position.toString());
    }
    waiting.add(row.values(), row.weight());
    if (cutter.cutsAt(waiting.size())) {
      emit(cutter.subsetRows());
    }
  }

  private boolean leavesOut(long place) throws IOException, InterruptedException {
    if (!leftOut.has(place)) {
      return false;
    }
    if (leftOut.beginsAt(place)) {
      // Where one subset begins the one before it ends.
      finish();
      if (ordinal != leftOut.ordinal()) {
        throw new IllegalStateException(
            "usable row "
                + place
                + " of the split at "
                + split.path()
                + ":"
                + split.start()
                + " begins subset "
                + ordinal
                + ", not "
                + leftOut.ordinal()
                + ", which is to be left out: the input changed during the run");
      }
      ordinal++;
    }
    return true;
  }

  /** The end of the split: what waits is its last subset. */
  public void finish() throws IOException, InterruptedException {
    if (waiting.size() > 0) {
      emit(waiting.size());
    }
  }

  /** Where the subset that was handed over last begins, in words. */
  public String place() {
    return place;
  }

  private void emit(int rows) throws IOException, InterruptedException {
    place = places.remove();
    SubsetId id = new SubsetId(split.path(), split.start(), ordinal++);
    consumer.subset(id, waiting.cut(rows));
  }
}
