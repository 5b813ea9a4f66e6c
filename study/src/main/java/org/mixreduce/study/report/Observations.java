package org.mixreduce.study.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/**
 * The raw results of a question by cell and data set. The order is that of names and numbers, never
 * that in which trials ended.
 */
public final class Observations {

  /** What one trial found: values by arm and measure. */
  static final class DataSet {
    private final Map<String, Double> values = new LinkedHashMap<>();

    private DataSet(List<Measurement> measurements) {
      for (Measurement one : measurements) {
        values.put(one.arm() + "," + one.measure(), one.value());
      }
    }

    /** A value, if it was measured and is a number. */
    OptionalDouble find(String arm, String measure) {
      Double value = values.get(arm + "," + measure);
      return value == null || value.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The arms that have a measure, in the order in which they were measured. */
    List<String> arms(String measure) {
      return values.keySet().stream()
          .filter(key -> key.endsWith("," + measure))
          .map(key -> key.substring(0, key.length() - measure.length() - 1))
          .toList();
    }

    /** A value that every trial measures; not a number where it found none. */
    double get(String arm, String measure) {
      return find(arm, measure).orElse(Double.NaN);
    }
  }

  private final Map<String, List<DataSet>> cells = new LinkedHashMap<>();

  private Observations() {}

  /**
   * Of these trials.
   *
   * @param design all cells, in the order of tables
   */
  public static Observations of(Map<Trial, List<Measurement>> trials, List<String> design) {
    Map<String, TreeMap<Integer, DataSet>> byNumber = new LinkedHashMap<>();
    Set<String> order = new LinkedHashSet<>(design);
    trials.keySet().stream().map(Trial::cell).sorted().forEach(order::add);
    order.forEach(cell -> byNumber.put(cell, new TreeMap<>()));
    trials.forEach(
        (trial, found) -> byNumber.get(trial.cell()).put(trial.dataSet(), new DataSet(found)));
    Observations observations = new Observations();
    byNumber.forEach((cell, sets) -> observations.cells.put(cell, new ArrayList<>(sets.values())));
    return observations;
  }

  /** The cells. */
  List<String> cells() {
    return List.copyOf(cells.keySet());
  }

  /** The data sets of a cell. */
  List<DataSet> of(String cell) {
    return cells.getOrDefault(cell, List.of());
  }

  /** The data sets of all cells. */
  List<DataSet> all() {
    return cells.values().stream().flatMap(List::stream).toList();
  }

  /** The average of a value over data sets, leaving out those where it is no number. */
  static Average average(List<DataSet> sets, ToDoubleFunction<DataSet> value) {
    return Average.of(
        sets.stream().mapToDouble(value).filter(x -> !Double.isNaN(x)).boxed().toList());
  }
}
