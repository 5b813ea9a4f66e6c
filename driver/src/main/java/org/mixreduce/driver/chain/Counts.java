package org.mixreduce.driver.chain;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.Counters;
import org.mixreduce.mapper.fit.FitCounter;
import org.mixreduce.mapper.rows.RowCounter;

/** Counters of jobs, added up by step. */
public final class Counts {

  private final Map<String, Long> values = new TreeMap<>();

  void add(String step, Counters counters) {
    for (FitCounter counter : FitCounter.values()) {
      add(step, counters.findCounter(counter));
    }
    for (RowCounter counter : RowCounter.values()) {
      add(step, counters.findCounter(counter));
    }
  }

  private void add(String step, Counter counter) {
    if (counter.getValue() > 0) {
      values.merge(
          step + "." + counter.getName().toLowerCase(java.util.Locale.ROOT),
          counter.getValue(),
          Long::sum);
    }
  }

  /** By name. */
  public Map<String, Long> values() {
    return Collections.unmodifiableMap(values);
  }
}
