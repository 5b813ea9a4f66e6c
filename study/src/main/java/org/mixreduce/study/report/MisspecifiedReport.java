package org.mixreduce.study.report;

import static org.mixreduce.study.question.Misspecified.AGREEMENT;
import static org.mixreduce.study.question.Misspecified.FULL_DATA;
import static org.mixreduce.study.question.Misspecified.LOG_LIKELIHOOD;
import static org.mixreduce.study.question.Misspecified.TRUTH;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mixreduce.study.question.Misspecified;

/** The adjusted Rand index of the chain beside the full-data fit's. */
final class MisspecifiedReport implements Report {

  /** To reach: how much worse it may be. */
  private static final double LIMIT = 0.01;

  /** Nats per row: a difference that no use of the model would show. */
  private static final double TOLERANCE_PER_ROW = 1e-3;

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
    return new Section("misspecified", table + "\n" + byLikelihood(observations), List.of());
  }

  /** Which of two maxima is higher says what the index can be blamed on. */
  private static MarkdownTable byLikelihood(Observations observations) {
    MarkdownTable table =
        new MarkdownTable(
            "log-likelihood of the certified model",
            "full data − certified, Rand index",
            "largest",
            "smallest",
            "cases");
    table.row(row("within " + TOLERANCE_PER_ROW + " nats a row", observations, 0));
    table.row(row("higher", observations, 1));
    table.row(row("lower", observations, -1));
    return table;
  }

  private static String[] row(String label, Observations observations, int side) {
    List<Double> differences = new ArrayList<>();
    for (String cell : observations.cells()) {
      for (Observations.DataSet set : observations.of(cell)) {
        for (int pool : Misspecified.POOLS) {
          String arm = Misspecified.arm(pool);
          double ahead = set.get(arm, LOG_LIKELIHOOD) - set.get(FULL_DATA, LOG_LIKELIHOOD);
          boolean same = Math.abs(ahead) <= TOLERANCE_PER_ROW * Misspecified.ROWS;
          if (side == (same ? 0 : Math.signum(ahead))) {
            differences.add(worse(set, arm));
          }
        }
      }
    }
    return new String[] {
      label,
      Average.of(differences).text(4),
      extreme(differences.stream().max(Double::compare)),
      extreme(differences.stream().min(Double::compare)),
      String.valueOf(differences.size())
    };
  }

  private static String extreme(Optional<Double> value) {
    return value.map(one -> String.format(Locale.ROOT, "%.4f", one)).orElse("–");
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
