package org.mixreduce.study.report;

import static org.mixreduce.study.question.ChosenComponents.CERTIFIED;
import static org.mixreduce.study.question.ChosenComponents.CHOSEN;
import static org.mixreduce.study.question.ChosenComponents.FULL_DATA;
import static org.mixreduce.study.question.ChosenComponents.PSEUDO;
import static org.mixreduce.study.question.ChosenComponents.REACHED;
import static org.mixreduce.study.question.ChosenComponents.REACHED_SINGLY;
import static org.mixreduce.study.question.LikelihoodLost.SHUFFLED;
import static org.mixreduce.study.question.LikelihoodLost.SORTED;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.knowm.xchart.CategoryChart;

/** How often certified and pseudo criteria choose the K of full-data fits. */
final class ComponentsReport implements Report {

  private static final List<String> ORDERS = List.of(SHUFFLED, SORTED);

  @Override
  public Section of(Observations observations) {
    MarkdownTable cells =
        new MarkdownTable(
            "cell",
            "data sets",
            "sorted too",
            "full data = truth",
            "certified, shuffled",
            "certified, sorted",
            "pseudo, shuffled",
            "pseudo, sorted");
    for (String cell : observations.cells()) {
      cells.row(row(cell, observations.of(cell)));
    }
    cells.row(row("**all**", observations.all()));
    String tables =
        "Share of data sets where the choice is that of the full-data fits' exact BIC.\n\n"
            + cells
            + "\n"
            + goals(observations.all());
    List<Figure> figures = new ArrayList<>();
    for (String order : ORDERS) {
      figures.add(figure(order, observations));
    }
    return new Section("components", tables, figures);
  }

  private static String[] row(String label, List<Observations.DataSet> sets) {
    return new String[] {
      label,
      String.valueOf(sets.size()),
      String.valueOf(in(SORTED, sets).size()),
      share(sets, set -> set.get(FULL_DATA, CHOSEN) == 5).percent(0),
      share(in(SHUFFLED, sets), agrees(SHUFFLED, CERTIFIED)).percent(0),
      share(in(SORTED, sets), agrees(SORTED, CERTIFIED)).percent(0),
      share(in(SHUFFLED, sets), agrees(SHUFFLED, PSEUDO)).percent(0),
      share(in(SORTED, sets), agrees(SORTED, PSEUDO)).percent(0)
    };
  }

  private static MarkdownTable goals(List<Observations.DataSet> sets) {
    MarkdownTable table = new MarkdownTable("over all cells", "share", "data sets", "to reach", "");
    for (String order : ORDERS) {
      Average certified = share(in(order, sets), agrees(order, CERTIFIED));
      row(table, "certified choice is the full-data choice, " + order, certified, 0.98);
    }
    row(
        table,
        "pseudo-BIC's choice is, shuffled",
        share(in(SHUFFLED, sets), agrees(SHUFFLED, PSEUDO)),
        0.9);
    for (String order : ORDERS) {
      Average reached = share(in(order, sets), reaches(order, REACHED));
      row(table, "chain reaches the certified choice, " + order, reached, 1);
    }
    for (String order : ORDERS) {
      Average reached = share(in(order, sets), reaches(order, REACHED_SINGLY));
      table.row(
          "the same, were every K a round, " + order,
          reached.percent(1),
          String.valueOf(reached.count()),
          "",
          "");
    }
    return table;
  }

  private static void row(MarkdownTable table, String label, Average share, double limit) {
    table.row(
        label,
        share.percent(1),
        String.valueOf(share.count()),
        Math.round(100 * limit) + " %",
        Goal.atLeast(limit, share).text());
  }

  /** The data sets whose rows were fitted in this order: not all are sorted too. */
  private static List<Observations.DataSet> in(String order, List<Observations.DataSet> sets) {
    return sets.stream().filter(set -> set.find(order + " " + PSEUDO, CHOSEN).isPresent()).toList();
  }

  private static Average share(
      List<Observations.DataSet> sets, Predicate<Observations.DataSet> holds) {
    return Average.ofShare(sets.stream().filter(holds).count(), sets.size());
  }

  private static Predicate<Observations.DataSet> agrees(String order, String way) {
    return set -> set.get(order + " " + way, CHOSEN) == set.get(FULL_DATA, CHOSEN);
  }

  /** Whether the chain would have fitted the K that is best by certified BIC of all. */
  private static Predicate<Observations.DataSet> reaches(String order, String measure) {
    return set ->
        set.get(order + " " + PSEUDO, measure) >= set.get(order + " " + CERTIFIED, CHOSEN);
  }

  /** How far the pseudo-BIC's choice is from the full-data choice, by number of subsets. */
  private static Figure figure(String order, Observations observations) {
    CategoryChart chart =
        Figure.bars(
            new Figure.Titles(
                "Pseudo-BIC's choice less the full-data choice, rows " + order,
                "difference in K",
                "share of data sets"));
    List<Integer> differences = List.of(-3, -2, -1, 0, 1, 2, 3, 4);
    for (String subsets : subsets(observations)) {
      List<Observations.DataSet> sets =
          observations.cells().stream()
              .filter(cell -> cell.endsWith(" " + subsets))
              .flatMap(cell -> in(order, observations.of(cell)).stream())
              .toList();
      List<Double> shares = new ArrayList<>();
      for (int difference : differences) {
        shares.add(
            share(
                    sets,
                    set ->
                        set.get(order + " " + PSEUDO, CHOSEN) - set.get(FULL_DATA, CHOSEN)
                            == difference)
                .mean());
      }
      chart.addSeries(subsets, differences, shares);
    }
    return new Figure(
        "components-" + order,
        "Pseudo-BIC's choice less the full-data choice, by number of subsets, rows " + order,
        chart);
  }

  private static List<String> subsets(Observations observations) {
    return observations.cells().stream()
        .filter(cell -> !observations.of(cell).isEmpty())
        .map(cell -> cell.substring(cell.lastIndexOf(' ') + 1))
        .distinct()
        .toList();
  }
}
