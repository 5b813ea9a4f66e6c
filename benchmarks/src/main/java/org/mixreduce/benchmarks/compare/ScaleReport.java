package org.mixreduce.benchmarks.compare;

import static org.mixreduce.benchmarks.compare.ComparisonReport.number;

import java.util.ArrayList;
import java.util.List;

/** How MixReduce's time grows with the rows. */
final class ScaleReport {

  private final Outcome startUp;
  private final List<Outcome> outcomes;
  private final String command;

  /**
   * A report.
   *
   * @param startUp a run on so few rows that it is all start-up
   * @param command what repeats it
   */
  ScaleReport(Outcome startUp, List<Outcome> outcomes, String command) {
    this.startUp = startUp;
    this.outcomes = List.copyOf(outcomes);
    this.command = command;
  }

  /** In Markdown. */
  String text() {
    MarkdownTable table =
        new MarkdownTable(
            "rows",
            "wall s",
            "less start-up s",
            "µs per row less start-up",
            "peak memory MB",
            "iterations",
            "log-likelihood per row");
    add(table, startUp);
    outcomes.forEach(outcome -> add(table, outcome));
    List<Outcome> all = new ArrayList<>(outcomes);
    all.add(startUp);
    return table
        + "\nStart-up is the wall time on "
        + startUp.rows()
        + " rows.\n\n"
        + ComparisonReport.below(all, command);
  }

  private void add(MarkdownTable table, Outcome outcome) {
    boolean comparable =
        outcome.failure() == null && startUp.failure() == null && outcome != startUp;
    double rest = outcome.seconds() - startUp.seconds();
    table.row(
        String.valueOf(outcome.rows()),
        number("%.1f", outcome.seconds()),
        comparable ? number("%.1f", rest) : "–",
        comparable ? number("%.3f", rest * 1e6 / outcome.rows()) : "–",
        ComparisonReport.peak(outcome),
        outcome.iterations(),
        outcome.failure() == null
            ? number("%.6f", outcome.logLikelihoodPerRow())
            : outcome.failure());
  }
}
