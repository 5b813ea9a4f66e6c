package org.mixreduce.study.report;

import static org.mixreduce.study.question.LikelihoodLost.LOST;
import static org.mixreduce.study.question.LikelihoodLost.SHUFFLED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.mixreduce.study.question.LikelihoodLost;
import org.mixreduce.study.question.Stages;

/** Log-likelihood lost against the full-data fit, by stage, number of subsets and pooled sample. */
final class LikelihoodReport implements Report {

  private static final List<Integer> SUBSETS = List.of(4, 20, 100);

  /** Below this the figure's logarithmic axis ends. */
  private static final double LEAST = 0.01;

  @Override
  public Section of(Observations observations) {
    List<Observations.DataSet> sets = observations.all();
    MarkdownTable stages =
        new MarkdownTable(
            "B, pooled sample, origin", "as aggregated", "+ 1", "+ 2", "+ 3", "+ 4", "+ 5");
    MarkdownTable ends =
        new MarkdownTable(
            "B, pooled sample", "lost", "median", "largest", "data sets", "to reach", "");
    for (int subsets : SUBSETS) {
      for (int pool : LikelihoodLost.pools()) {
        String where = "B = " + subsets + ", pool " + pool;
        if (pool > 0) {
          stages.row(oneStage(sets, subsets, pool, where));
        }
        for (String origin : origins(pool)) {
          stages.row(updates(sets, subsets, pool, where, origin));
        }
        ends.row(end(sets, subsets, pool, where));
      }
    }
    String tables =
        String.join(", ", observations.cells())
            + ". Nats of all rows together, mean ± Monte Carlo error. *Polished* is the reduction"
            + " itself in data sets where the polish on the pooled sample does not pay; it was kept in "
            + polishKept(sets, SHUFFLED, SUBSETS)
            + ".\n\n"
            + stages
            + "\nAfter the default passes, the best origin:\n\n"
            + ends;
    return new Section("likelihood", tables, List.of(figure(sets)));
  }

  static List<String> origins(int pool) {
    return pool == 0 ? List.of(Stages.REDUCTION) : List.of(Stages.POLISHED, Stages.POOL);
  }

  /** How often the polish changed the reduction, by number of subsets. */
  static String polishKept(List<Observations.DataSet> sets, String order, List<Integer> layouts) {
    int pool = Collections.max(LikelihoodLost.pools());
    return layouts.stream()
        .map(
            subsets -> {
              String before = LikelihoodLost.arm(order, subsets, pool, Stages.REDUCTION);
              String after = LikelihoodLost.arm(order, subsets, pool, Stages.POLISHED);
              long kept =
                  sets.stream()
                      .filter(set -> set.get(before, LOST) != set.get(after, LOST))
                      .count();
              return Average.ofShare(kept, sets.size()).percent(0) + " (B = " + subsets + ")";
            })
        .collect(Collectors.joining(", "));
  }

  private static Average lost(
      List<Observations.DataSet> sets, int subsets, int pool, String stage) {
    String arm = LikelihoodLost.arm(SHUFFLED, subsets, pool, stage);
    return Observations.average(sets, set -> set.get(arm, LOST));
  }

  private static String[] oneStage(
      List<Observations.DataSet> sets, int subsets, int pool, String where) {
    String text = digits(lost(sets, subsets, pool, Stages.REDUCTION));
    return new String[] {where + ": reduction before polishing", text, "", "", "", "", ""};
  }

  private static String[] updates(
      List<Observations.DataSet> sets, int subsets, int pool, String where, String origin) {
    List<String> row = new ArrayList<>(List.of(where + ": " + origin));
    for (int r = 0; r <= Stages.UPDATES; r++) {
      row.add(digits(lost(sets, subsets, pool, Stages.updated(origin, r))));
    }
    return row.toArray(String[]::new);
  }

  /** Decimals by size: nobody reads the third of a thousand. */
  static String digits(Average average) {
    double size = Math.abs(average.mean());
    return average.text(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
  }

  private static String[] end(
      List<Observations.DataSet> sets, int subsets, int pool, String where) {
    String arm = LikelihoodLost.arm(SHUFFLED, subsets, pool, Stages.CERTIFIED);
    List<Double> values =
        sets.stream().flatMap(set -> set.find(arm, LOST).stream().boxed()).sorted().toList();
    Average average = Average.of(values);
    double limit = subsets <= 20 ? 1 : 2;
    return Stream.of(
            where,
            digits(average),
            quantile(values, 0.5),
            quantile(values, 1),
            String.valueOf(values.size()),
            String.format(Locale.ROOT, "%.0f", limit),
            Goal.atMost(limit, average).text())
        .toArray(String[]::new);
  }

  private static String quantile(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? "–"
        : String.format(
            Locale.ROOT, "%.3f", sorted.get((int) Math.round(share * (sorted.size() - 1))));
  }

  private static Figure figure(List<Observations.DataSet> sets) {
    XYChart chart =
        Figure.lines(
            new Figure.Titles(
                "Log-likelihood lost against the full-data fit",
                "exact updates",
                "nats of all rows, mean over data sets"));
    for (int pool : LikelihoodLost.pools()) {
      for (String origin : origins(pool)) {
        // The fit of the pooled sample is the same whatever the subsets.
        for (int subsets : origin.equals(Stages.POOL) ? List.of(20) : SUBSETS) {
          List<Average> averages = new ArrayList<>();
          for (int r = 0; r <= Stages.UPDATES; r++) {
            Average lost = lost(sets, subsets, pool, Stages.updated(origin, r));
            averages.add(new Average(Math.max(LEAST, lost.mean()), 0, lost.count()));
          }
          String label = origin.equals(Stages.POOL) ? "" : "B = " + subsets + ", ";
          Figure.addAverages(chart, label + "pool " + pool + ": " + origin, averages);
        }
      }
    }
    chart.getStyler().setYAxisLogarithmic(true);
    return new Figure(
        "likelihood",
        "Mean log-likelihood lost after 0 to 5 exact updates, by subsets and origin, on a"
            + " logarithmic axis that ends at 0.01 nats",
        chart);
  }
}
