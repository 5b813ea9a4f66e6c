package org.mixreduce.study.report;

import static org.mixreduce.study.question.VerdictSignals.EVIDENCE;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.mixreduce.core.trust.Thresholds;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.study.question.VerdictSignals;
import org.mixreduce.study.question.VerdictSignals.Rows;

/** What the verdict's thresholds let pass and what they catch. */
final class VerdictReport implements Report {

  /** Thresholds that are tried, over the verdict's own. */
  private static final double LOWER = 0.8;

  private static final double HIGHER = 1.5;

  /** A number that the verdict compares with a threshold. */
  private enum Signal {
    INDEX(
        "heterogeneity index",
        VerdictSignals.INDEX,
        Thresholds.ALIKE,
        Set.of(Rows.SORTED, Rows.SHIFTED)),
    EXCESS(
        "largest excess of an unshifted subset",
        VerdictSignals.EXCESS,
        Thresholds.OUTLYING,
        Set.of(Rows.SORTED)),
    SHIFTED_EXCESS(
        "excess of the shifted subset",
        VerdictSignals.SHIFTED_EXCESS,
        Thresholds.OUTLYING,
        Set.of(Rows.SHIFTED)),
    SHAPE("2ō/ν", VerdictSignals.SHAPE, Thresholds.AS_THE_SHAPE, Set.of(Rows.STUDENT, Rows.SKEWED)),
    DISAGREEMENT(
        "largest ratio of two standard errors",
        VerdictSignals.DISAGREEMENT,
        Uncertainty.CONTRADICTION,
        Set.of());

    private final String label;
    private final String measure;
    private final double threshold;

    /** Where passing the threshold is right. */
    private final Set<Rows> reasons;

    Signal(String label, String measure, double threshold, Set<Rows> reasons) {
      this.label = label;
      this.measure = measure;
      this.threshold = threshold;
      this.reasons = reasons;
    }
  }

  @Override
  public Section of(Observations observations) {
    MarkdownTable passes =
        new MarkdownTable(
            "signal, rows",
            "passing is",
            "threshold",
            "passed",
            "passed at 0.8 of it",
            "passed at 1.5 times",
            "data sets");
    MarkdownTable values =
        new MarkdownTable("signal, rows", "5 %", "median", "95 %", "largest", "data sets");
    for (Signal signal : Signal.values()) {
      for (Rows rows : Rows.values()) {
        tell(passes, values, signal, rows, sorted(observations, rows, signal.measure));
      }
    }
    for (String count : List.of(VerdictSignals.OUTLYING, VerdictSignals.CONTRADICTIONS)) {
      for (Rows rows : Rows.values()) {
        tell(values, "number of " + count, rows, sorted(observations, rows, count));
      }
    }
    String tables =
        passes
            + "\nOutlying subsets as the verdict tells of them:\n\n"
            + named(observations)
            + "\nThe numbers themselves:\n\n"
            + values;
    return new Section("verdict", tables, List.of());
  }

  private static MarkdownTable named(Observations observations) {
    MarkdownTable table =
        new MarkdownTable(
            "rows",
            "some outlying",
            "the verdict asks to look at them",
            "the shifted one is the worst",
            "data sets");
    for (Rows rows : Rows.values()) {
      List<Observations.DataSet> sets = observations.of(rows.cell());
      if (!sets.isEmpty()) {
        table.row(
            rows.label(),
            share(sets, set -> set.get(EVIDENCE, VerdictSignals.OUTLYING) > 0),
            share(sets, set -> set.get(EVIDENCE, VerdictSignals.NAMED) == 1),
            rows == Rows.SHIFTED ? share(sets, VerdictReport::shiftedIsWorst) : "",
            String.valueOf(sets.size()));
      }
    }
    return table;
  }

  private static boolean shiftedIsWorst(Observations.DataSet set) {
    return set.get(EVIDENCE, VerdictSignals.SHIFTED_EXCESS)
        > set.get(EVIDENCE, VerdictSignals.EXCESS);
  }

  private static String share(
      List<Observations.DataSet> sets, Predicate<Observations.DataSet> holds) {
    return Average.ofShare(sets.stream().filter(holds).count(), sets.size()).percent(1);
  }

  private static List<Double> sorted(Observations observations, Rows rows, String measure) {
    return observations.of(rows.cell()).stream()
        .flatMap(set -> set.find(EVIDENCE, measure).stream().boxed())
        .sorted()
        .toList();
  }

  private static void tell(
      MarkdownTable passes, MarkdownTable values, Signal signal, Rows rows, List<Double> sorted) {
    if (sorted.isEmpty()) {
      return;
    }
    passes.row(
        signal.label + ": " + rows.label(),
        signal.reasons.contains(rows) ? "a detection" : "a false alarm",
        String.format(Locale.ROOT, "%.1f", signal.threshold),
        passed(sorted, signal.threshold),
        passed(sorted, LOWER * signal.threshold),
        passed(sorted, HIGHER * signal.threshold),
        String.valueOf(sorted.size()));
    tell(values, signal.label, rows, sorted);
  }

  private static String passed(List<Double> values, double threshold) {
    long count = values.stream().filter(value -> value > threshold).count();
    return Average.ofShare(count, values.size()).percent(1);
  }

  private static void tell(MarkdownTable values, String label, Rows rows, List<Double> sorted) {
    if (!sorted.isEmpty()) {
      values.row(
          label + ": " + rows.label(),
          quantile(sorted, 0.05),
          quantile(sorted, 0.5),
          quantile(sorted, 0.95),
          quantile(sorted, 1),
          String.valueOf(sorted.size()));
    }
  }

  private static String quantile(List<Double> sorted, double share) {
    double value = sorted.get((int) Math.round(share * (sorted.size() - 1)));
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
