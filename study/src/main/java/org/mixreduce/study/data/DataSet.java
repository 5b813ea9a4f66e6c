package org.mixreduce.study.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.model.Mixture;

/**
 * Simulated rows, in random order, with the component that each came from.
 *
 * @param truth the population
 * @param rows n × d
 * @param labels n, the component of each row, from 0; owned by this object
 */
public record DataSet(Mixture truth, RowBlock rows, int[] labels) {

  /** The same rows, component by component. */
  public DataSet sortedByComponent() {
    int[] order =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> labels[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] sorted = Arrays.stream(order).map(i -> labels[i]).toArray();
    return new DataSet(truth, rows.select(order), sorted);
  }

  /**
   * The same rows, but in one of the runs of {@link #subsets(int)} every variable is larger by so
   * many of its standard deviations over all rows.
   *
   * @param subset which, from 0
   * @param count B
   */
  public DataSet withShiftedSubset(int subset, int count, double deviations) {
    Moments moments = Moments.of(rows);
    int n = rows.rows();
    double[] columns = rows.columns().clone();
    for (int j = 0; j < rows.dimension(); j++) {
      double shift = deviations * Math.sqrt(moments.covariance(j, j));
      for (int i = first(subset, n, count); i < first(subset + 1L, n, count); i++) {
        columns[j * n + i] += shift;
      }
    }
    return new DataSet(
        truth, RowBlock.ofColumns(n, rows.dimension(), columns, rows.weights()), labels);
  }

  /** The first row of a run. */
  private static int first(long subset, int rows, int count) {
    return (int) (subset * rows / count);
  }

  /** B runs of neighbouring rows of equal length, to one row. */
  public List<RowBlock> subsets(int count) {
    return subsets(rows, count);
  }

  /** B runs of neighbouring rows of equal length, to one row. */
  public static List<RowBlock> subsets(RowBlock rows, int count) {
    List<RowBlock> subsets = new ArrayList<>(count);
    for (long b = 0; b < count; b++) {
      int from = first(b, rows.rows(), count);
      int to = first(b + 1, rows.rows(), count);
      subsets.add(rows.select(IntStream.range(from, to).toArray()));
    }
    return subsets;
  }
}
