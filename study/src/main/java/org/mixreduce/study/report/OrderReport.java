package org.mixreduce.study.report;

import static org.mixreduce.study.question.LikelihoodLost.LOST;

import java.util.List;
import org.mixreduce.study.question.LikelihoodLost;
import org.mixreduce.study.question.Stages;

/** Rows sorted by component against the same rows in random order. */
final class OrderReport implements Report {

  private static final int SUBSETS = 20;

  /** Nats that sorted rows may lose beyond shuffled ones: what {@code fit} may lose at B = 20. */
  private static final double LIMIT = 1;

  @Override
  public Section of(Observations observations) {
    List<Observations.DataSet> sets = observations.all();
    MarkdownTable table =
        new MarkdownTable(
            "pooled sample, stage",
            "shuffled",
            "sorted",
            "sorted − shuffled",
            "data sets",
            "to reach",
            "");
    for (int pool : LikelihoodLost.pools()) {
      table.row(row(sets, pool, Stages.REDUCTION, false));
      if (pool > 0) {
        table.row(row(sets, pool, Stages.POLISHED, false));
      }
      for (String origin : LikelihoodReport.origins(pool)) {
        table.row(row(sets, pool, Stages.updated(origin, 1), false));
      }
      table.row(row(sets, pool, Stages.CERTIFIED, true));
    }
    String tables =
        String.join(", ", observations.cells())
            + " B="
            + SUBSETS
            + ". Nats lost against the full-data fit, mean ± Monte Carlo error; differences are"
            + " paired. *Polished* is the reduction itself in data sets where the polish on the"
            + " pooled sample does not pay; it was kept in "
            + LikelihoodReport.polishKept(sets, LikelihoodLost.SHUFFLED, List.of(SUBSETS))
            + " on shuffled rows, in "
            + LikelihoodReport.polishKept(sets, LikelihoodLost.SORTED, List.of(SUBSETS))
            + " on sorted ones.\n\n"
            + table;
    return new Section("sorted", tables, List.of());
  }

  private static String[] row(
      List<Observations.DataSet> sets, int pool, String stage, boolean judged) {
    String shuffled = LikelihoodLost.arm(LikelihoodLost.SHUFFLED, SUBSETS, pool, stage);
    String sorted = LikelihoodLost.arm(LikelihoodLost.SORTED, SUBSETS, pool, stage);
    Average difference =
        Observations.average(sets, set -> set.get(sorted, LOST) - set.get(shuffled, LOST));
    return new String[] {
      "pool of " + pool + ": " + stage,
      LikelihoodReport.digits(Observations.average(sets, set -> set.get(shuffled, LOST))),
      LikelihoodReport.digits(Observations.average(sets, set -> set.get(sorted, LOST))),
      LikelihoodReport.digits(difference),
      String.valueOf(difference.count()),
      judged ? "at most 1" : "",
      judged ? Goal.atMost(LIMIT, difference).text() : ""
    };
  }
}
