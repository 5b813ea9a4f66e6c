package org.mixreduce.mapper.rows;

import java.io.IOException;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.RecordPosition;

/** What a mapper does with the rows of its split. Arguments are reused: copy what must last. */
public interface SplitConsumer {

  /** A usable row, before its subset. */
  default void row(RecordPosition position, ParsedRow row)
      throws IOException, InterruptedException {}

  /** A record that was skipped: malformed, missing values, or of weight zero. */
  default void skipped(RecordPosition position, ParsedRow row, RowCounter reason) {}

  /** The next subset, complete. */
  void subset(SubsetId id, RowBlock rows) throws IOException, InterruptedException;
}
