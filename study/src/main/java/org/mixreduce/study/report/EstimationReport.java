package org.mixreduce.study.report;

import static org.mixreduce.study.question.EstimationError.W1;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.mixreduce.study.question.EstimationError;
import org.mixreduce.study.question.Stages;

/** W₁ to the truth by method and stage, and relative to the full-data fit of the same rows. */
final class EstimationReport implements Report {

  /** To reach: excess over the full-data fit's W₁. */
  private static final double LIMIT = 0.02;

  @Override
  public Section of(Observations observations) {
    StringBuilder tables = new StringBuilder();
    List<Figure> figures = new ArrayList<>();
    for (String cell : observations.cells()) {
      List<Observations.DataSet> sets = observations.of(cell);
      tables.append(cell).append(", ").append(sets.size()).append(" data sets. *Polished* is the");
      tables.append(
          " reduction itself where the polish on the pooled sample does not pay; it was kept");
      tables.append(" in ").append(polishKept(sets).percent(0)).append(" of the data sets.\n\n");
      tables.append(table(sets));
      figures.add(figure(sets));
    }
    return new Section("estimation", tables.toString(), figures);
  }

  private static MarkdownTable table(List<Observations.DataSet> sets) {
    MarkdownTable table =
        new MarkdownTable(
            "method", "W₁ to the truth", "more than full data", "data sets", "to reach", "");
    for (String arm :
        List.of(
            EstimationError.FULL_DATA,
            EstimationError.LOCAL,
            EstimationError.BEST_LOCAL,
            EstimationError.AVERAGED,
            EstimationError.SAMPLED)) {
      table.row(row(sets, arm, arm, false));
    }
    for (int pool : EstimationError.POOLS) {
      for (String stage : stages(pool)) {
        String arm = EstimationError.arm(pool, stage);
        table.row(row(sets, arm, label(pool, stage), false));
      }
      String arm = EstimationError.arm(pool, Stages.CERTIFIED);
      table.row(row(sets, arm, "**" + label(pool, Stages.CERTIFIED) + "**", true));
    }
    return table;
  }

  private static Average polishKept(List<Observations.DataSet> sets) {
    int pool = Collections.max(EstimationError.POOLS);
    String before = EstimationError.arm(pool, Stages.REDUCTION);
    String after = EstimationError.arm(pool, Stages.POLISHED);
    long kept = sets.stream().filter(set -> set.get(before, W1) != set.get(after, W1)).count();
    return Average.ofShare(kept, sets.size());
  }

  private static String label(int pool, String stage) {
    return "pool of " + pool + ": " + stage;
  }

  private static List<String> stages(int pool) {
    List<String> stages = new ArrayList<>(List.of(Stages.REDUCTION));
    if (pool == 0) {
      IntStream.rangeClosed(1, Stages.UPDATES)
          .forEach(r -> stages.add(Stages.updated(Stages.REDUCTION, r)));
      return stages;
    }
    for (String origin : List.of(Stages.POLISHED, Stages.POOL)) {
      IntStream.rangeClosed(0, Stages.UPDATES).forEach(r -> stages.add(Stages.updated(origin, r)));
    }
    return stages;
  }

  private static String[] row(
      List<Observations.DataSet> sets, String arm, String label, boolean judged) {
    Average distance = Observations.average(sets, set -> set.get(arm, W1));
    Average excess =
        Observations.average(
            sets, set -> set.get(arm, W1) / set.get(EstimationError.FULL_DATA, W1) - 1);
    return new String[] {
      label,
      distance.text(4),
      excess.percent(1),
      String.valueOf(distance.count()),
      judged ? "2 %" : "",
      judged ? Goal.atMost(LIMIT, excess).text() : ""
    };
  }

  private static Figure figure(List<Observations.DataSet> sets) {
    XYChart chart =
        Figure.lines(
            new Figure.Titles(
                "Distance to the truth by exact updates",
                "exact updates",
                "W₁, mean over data sets"));
    for (int pool : EstimationError.POOLS) {
      for (String origin :
          pool == 0 ? List.of(Stages.REDUCTION) : List.of(Stages.POLISHED, Stages.POOL)) {
        List<Average> averages = new ArrayList<>();
        for (int r = 0; r <= Stages.UPDATES; r++) {
          String arm = EstimationError.arm(pool, Stages.updated(origin, r));
          averages.add(Observations.average(sets, set -> set.get(arm, W1)));
        }
        Figure.addAverages(chart, "pool " + pool + ": " + origin, averages);
      }
    }
    level(chart, sets, EstimationError.LOCAL);
    level(chart, sets, EstimationError.AVERAGED);
    level(chart, sets, EstimationError.SAMPLED);
    level(chart, sets, EstimationError.FULL_DATA);
    chart.getStyler().setYAxisMin(0.0);
    return new Figure(
        "estimation",
        "Distance to the truth after 0 to 5 exact updates, by origin, beside the full-data fit and"
            + " simpler ways",
        chart);
  }

  private static void level(XYChart chart, List<Observations.DataSet> sets, String arm) {
    double mean = Observations.average(sets, set -> set.get(arm, W1)).mean();
    Figure.addLevel(chart, arm, Stages.UPDATES, mean);
  }
}
