package org.mixreduce.study.report;

import static org.mixreduce.study.question.Misspecified.AGREEMENT;
import static org.mixreduce.study.question.Misspecified.FULL_DATA;
import static org.mixreduce.study.question.Misspecified.TRUTH;

import java.util.List;
import org.mixreduce.study.question.Misspecified;

/** The adjusted Rand index of the chain beside the full-data fit's. */
final class MisspecifiedReport implements Report {

  /** To reach: how much worse it may be. */
  private static final double LIMIT = 0.01;

  @Override
  public Section of(Observations observations) {
    MarkdownTable table =
        new MarkdownTable(
            "cell, pooled sample",
            "Gaussians of the truth's moments",
            "full data",
            "certified",
            "full data − certified",
            "largest",
            "data sets",
            "to reach",
            "");
    for (String cell : observations.cells()) {
      for (int pool : Misspecified.POOLS) {
        table.row(row(cell, pool, observations.of(cell)));
      }
    }
    return new Section("misspecified", table.toString(), List.of());
  }

  private static String[] row(String cell, int pool, List<Observations.DataSet> sets) {
    String arm = Misspecified.arm(pool);
    Average worse = Observations.average(sets, set -> worse(set, arm));
    double largest = sets.stream().mapToDouble(set -> worse(set, arm)).max().orElse(Double.NaN);
    return new String[] {
      cell + ", pool " + pool,
      Observations.average(sets, set -> set.get(TRUTH, AGREEMENT)).text(4),
      Observations.average(sets, set -> set.get(FULL_DATA, AGREEMENT)).text(4),
      Observations.average(sets, set -> set.get(arm, AGREEMENT)).text(4),
      worse.text(4),
      sets.isEmpty() ? "–" : new Average(largest, Double.NaN, 1).text(4),
      String.valueOf(worse.count()),
      "0.01",
      Goal.atMost(LIMIT, worse).text()
    };
  }

  private static double worse(Observations.DataSet set, String arm) {
    return set.get(FULL_DATA, AGREEMENT) - set.get(arm, AGREEMENT);
  }
}
