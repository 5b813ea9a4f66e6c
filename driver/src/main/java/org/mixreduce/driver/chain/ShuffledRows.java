package org.mixreduce.driver.chain;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;
import org.mixreduce.avro.record.ShuffledPartRecord;

/**
 * How rows fell over parts.
 *
 * @param rows all of them
 * @param parts number of parts
 * @param smallest rows of the smallest part
 * @param largest rows of the largest part
 */
public record ShuffledRows(long rows, long parts, long smallest, long largest) {

  static ShuffledRows of(List<ShuffledPartRecord> parts) {
    LongSummaryStatistics rows =
        parts.stream().collect(Collectors.summarizingLong(ShuffledPartRecord::getRows));
    return new ShuffledRows(rows.getSum(), rows.getCount(), rows.getMin(), rows.getMax());
  }

  @Override
  public String toString() {
    return rows
        + " rows in "
        + parts
        + (parts == 1 ? " part" : " parts of " + smallest + " to " + largest + " rows");
  }
}
