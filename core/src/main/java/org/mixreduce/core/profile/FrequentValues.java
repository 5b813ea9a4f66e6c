package org.mixreduce.core.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that many rows share exactly, found in one pass and bounded memory (Misra and Gries 1982,
 * doi:10.1016/0167-6423(82)90012-0): with c counters, a value's count is too small by at most n /
 * (c + 1), and every value above that share is found.
 *
 * <p>Law: {@link #add(FrequentValues)} keeps that guarantee for the union (Agarwal et al. 2013,
 * doi:10.1145/2500128).
 */
public final class FrequentValues {

  private static final int COUNTERS = 64;

  private final Map<Double, long[]> counts = new HashMap<>();
  private double lastValue = Double.NaN;
  private long[] lastCount;

  /** A value with a lower bound of its count. */
  public record Count(double value, long atLeast) {}

  /** Adds one row's value. */
  public void add(double value) {
    // Runs of equal values are where atoms live, and skip the map.
    if (value == lastValue) {
      lastCount[0]++;
      return;
    }
    add(value == 0 ? 0.0 : value, 1);
  }

  private void add(double value, long count) {
    long[] counter = counts.get(value);
    if (counter == null) {
      counter = new long[1];
      counts.put(value, counter);
    }
    counter[0] += count;
    lastValue = value;
    lastCount = counter;
    if (counts.size() > COUNTERS) {
      decrement();
    }
  }

  /** Takes the smallest count from all: what a new value cancels against old ones. */
  private void decrement() {
    long least = Long.MAX_VALUE;
    for (long[] counter : counts.values()) {
      least = Math.min(least, counter[0]);
    }
    Iterator<long[]> counters = counts.values().iterator();
    while (counters.hasNext()) {
      long[] counter = counters.next();
      counter[0] -= least;
      if (counter[0] == 0) {
        counters.remove();
      }
    }
    lastValue = Double.NaN;
  }

  /** Adds all of another part. */
  public void add(FrequentValues other) {
    for (Count count : other.counts()) {
      add(count.value(), count.atLeast());
    }
  }

  /** Restores a part. */
  public static FrequentValues of(List<Count> counts) {
    FrequentValues values = new FrequentValues();
    counts.forEach(count -> values.add(count.value(), count.atLeast()));
    return values;
  }

  /** What is counted, the most frequent first, equal counts by value. */
  public List<Count> counts() {
    List<Count> list = new ArrayList<>();
    counts.forEach((value, counter) -> list.add(new Count(value, counter[0])));
    list.sort(
        Comparator.comparingLong(Count::atLeast).reversed().thenComparingDouble(Count::value));
    return list;
  }

  /** The most frequent value, if any was seen. */
  public Optional<Count> mostFrequent() {
    return counts().stream().findFirst();
  }
}
