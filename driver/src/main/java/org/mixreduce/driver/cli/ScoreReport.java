package org.mixreduce.driver.cli;

import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.mixreduce.mapper.rows.RowCounter;

/** What a scoring job counted, in words. */
record ScoreReport(Counters counters) {

  String text(Path output) {
    return "scored "
        + count(RowCounter.USABLE)
        + " rows into "
        + output
        + "; NA for "
        + count(RowCounter.MALFORMED)
        + " malformed and "
        + count(RowCounter.MISSING)
        + " with missing values\n";
  }

  private long count(RowCounter counter) {
    return counters.findCounter(counter).getValue();
  }
}
