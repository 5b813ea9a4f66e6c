package org.mixreduce.benchmarks.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The comparison for people: who, how long, how much memory, how good. */
final class ComparisonReport {

  private final List<Outcome> outcomes;
  private final String command;

  /**
   * A report.
   *
   * @param command what repeats it
   */
  ComparisonReport(List<Outcome> outcomes, String command) {
    this.outcomes = List.copyOf(outcomes);
    this.command = command;
  }

  /** In Markdown. */
  String text() {
    MarkdownTable table =
        new MarkdownTable(
            "tool",
            "rows",
            "K",
            "wall s",
            "peak memory MB",
            "iterations",
            "log-likelihood per row",
            "wall / MixReduce");
    outcomes.forEach(outcome -> add(table, outcome));
    return table + "\n" + below(outcomes, command);
  }

  private void add(MarkdownTable table, Outcome outcome) {
    if (outcome.failure() != null) {
      table.row(
          outcome.tool(),
          String.valueOf(outcome.rows()),
          outcome.components(),
          outcome.seconds() > 0 ? number("%.1f", outcome.seconds()) : "–",
          peak(outcome),
          "–",
          outcome.failure(),
          "–");
      return;
    }
    table.row(
        outcome.tool(),
        String.valueOf(outcome.rows()),
        outcome.components(),
        number("%.1f", outcome.seconds()),
        peak(outcome),
        outcome.iterations(),
        number("%.6f", outcome.logLikelihoodPerRow()),
        ratio(outcome));
  }

  private String ratio(Outcome outcome) {
    for (Outcome reference : outcomes) {
      if (reference.peer().equals(MixReducePeer.REFERENCE)
          && reference.rows() == outcome.rows()
          && reference.failure() == null) {
        return number("%.2f", outcome.seconds() / reference.seconds());
      }
    }
    return "–";
  }

  static String peak(Outcome outcome) {
    return outcome.peakMegabytes() == null ? "n/a" : number("%.0f", outcome.peakMegabytes());
  }

  static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Machine, versions and command. */
  static String below(List<Outcome> outcomes, String command) {
    Set<String> versions = new LinkedHashSet<>();
    for (Outcome outcome : outcomes) {
      if (!outcome.version().isEmpty()) {
        versions.add(outcome.version());
      }
    }
    return Machine.describe()
        + "\n- tools: "
        + String.join("; ", versions)
        + "\n- repeat with: `"
        + command
        + "`\n";
  }
}
