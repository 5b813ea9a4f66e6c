package org.mixreduce.core.criterion;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Weighted counts of rows by known class and assigned component.
 *
 * <p>Law: {@link #add(ConfusionTable)} gives the table of the union. Memory: classes × components
 * that occur together.
 */
public final class ConfusionTable {

  private final Map<String, TreeMap<Integer, Double>> counts = new TreeMap<>();

  /** Adds rows of a class that were assigned to a component (from 1). */
  public void add(String truth, int component, double weight) {
    counts.computeIfAbsent(truth, key -> new TreeMap<>()).merge(component, weight, Double::sum);
  }

  /** Adds all of another table. */
  public void add(ConfusionTable other) {
    other.counts.forEach(
        (truth, row) -> row.forEach((component, weight) -> add(truth, component, weight)));
  }

  /** The classes, sorted. */
  public SortedSet<String> classes() {
    return new TreeSet<>(counts.keySet());
  }

  /** The components that occur, sorted. */
  public SortedSet<Integer> components() {
    SortedSet<Integer> components = new TreeSet<>();
    counts.values().forEach(row -> components.addAll(row.keySet()));
    return components;
  }

  /** The weight of a cell. */
  public double count(String truth, int component) {
    return counts.getOrDefault(truth, new TreeMap<>()).getOrDefault(component, 0.0);
  }

  /**
   * The adjusted Rand index (Hubert and Arabie 1985, doi:10.1007/BF01908075, equation 5): 1 for
   * equal partitions, 0 in expectation for independent ones. Two partitions that are both a single
   * class agree: 1. Not a number for an empty table.
   */
  public double adjustedRandIndex() {
    Map<Integer, Double> columns = new TreeMap<>();
    double cells = 0;
    double rows = 0;
    double total = 0;
    for (TreeMap<Integer, Double> row : counts.values()) {
      double rowSum = 0;
      for (Map.Entry<Integer, Double> cell : row.entrySet()) {
        cells += pairs(cell.getValue());
        rowSum += cell.getValue();
        columns.merge(cell.getKey(), cell.getValue(), Double::sum);
      }
      rows += pairs(rowSum);
      total += rowSum;
    }
    double columnPairs = columns.values().stream().mapToDouble(ConfusionTable::pairs).sum();
    double expected = rows * columnPairs / pairs(total);
    double largest = (rows + columnPairs) / 2;
    if (total > 0 && largest == expected) {
      return 1;
    }
    return (cells - expected) / (largest - expected);
  }

  private static double pairs(double count) {
    return count * (count - 1) / 2;
  }
}
