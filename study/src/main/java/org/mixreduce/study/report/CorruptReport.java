package org.mixreduce.study.report;

import static org.mixreduce.study.question.CorruptSplits.CLEAN;
import static org.mixreduce.study.question.CorruptSplits.CORRUPT_KEPT;
import static org.mixreduce.study.question.CorruptSplits.HONEST_LOST;
import static org.mixreduce.study.question.CorruptSplits.KNOWN;
import static org.mixreduce.study.question.CorruptSplits.NONE;
import static org.mixreduce.study.question.CorruptSplits.SHARES;
import static org.mixreduce.study.question.CorruptSplits.W1;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.study.corrupt.Attack;
import org.mixreduce.study.corrupt.Corruption;
import org.mixreduce.study.question.CorruptSplits;
import org.mixreduce.study.question.Stages;

/** Filters against a filter that knows which subsets are corrupt. */
final class CorruptReport implements Report {

  /** To reach: a filter's W₁ over that of the one that knows. */
  private static final double LIMIT = 1.1;

  /** To reach: the share of clean data sets where an honest subset is left out. */
  private static final double LOST_LIMIT = 0.01;

  @Override
  public Section of(Observations observations) {
    String cell = CorruptSplits.attackedCell();
    List<Observations.DataSet> sets = observations.of(cell);
    List<String> filters = filters(observations.all());
    StringBuilder tables = new StringBuilder();
    if (!sets.isEmpty()) {
      tables.append(cell).append(", ").append(sets.size()).append(" data sets\n\n");
      tables.append(attacked(sets, filters)).append('\n');
    }
    tables.append("Without corruption:\n\n").append(clean(observations, filters));
    return new Section("corrupt", tables.toString(), List.of());
  }

  private static List<String> filters(List<Observations.DataSet> sets) {
    return sets.get(0).arms(HONEST_LOST).stream()
        .filter(arm -> arm.startsWith(CLEAN + " "))
        .map(arm -> arm.substring(CLEAN.length() + 1))
        .toList();
  }

  private static MarkdownTable attacked(List<Observations.DataSet> sets, List<String> filters) {
    MarkdownTable table =
        new MarkdownTable(
            "corruption, filter",
            "W₁, reduction",
            "W₁, certified",
            "reduction over known",
            "certified over known",
            "honest subsets lost",
            "corrupt subsets kept",
            "to reach",
            "");
    table.row(row(sets, CLEAN, NONE, NONE));
    filters.forEach(filter -> table.row(row(sets, CLEAN, filter, NONE)));
    for (Attack attack : Attack.values()) {
      for (double share : SHARES) {
        String corruption = new Corruption(attack, share).toString();
        table.row(row(sets, corruption, KNOWN, KNOWN));
        table.row(row(sets, corruption, NONE, KNOWN));
        filters.forEach(filter -> table.row(row(sets, corruption, filter, KNOWN)));
      }
    }
    return table;
  }

  private static MarkdownTable clean(Observations observations, List<String> filters) {
    MarkdownTable table =
        new MarkdownTable(
            "cell, filter", "data sets that lose an honest subset", "data sets", "to reach", "");
    for (String cell : CorruptSplits.cleanCells()) {
      List<Observations.DataSet> sets = observations.of(cell);
      for (String filter : filters) {
        String own = CorruptSplits.arm(CLEAN, filter, "");
        long cases = sets.stream().filter(set -> set.get(own, HONEST_LOST) > 0).count();
        Average share = Average.ofShare(cases, sets.size());
        // The figure is one of the family's own populations; others stand beside it.
        boolean judged = !cell.contains("law=");
        table.row(
            cell + ": " + filter,
            share.percent(1),
            String.valueOf(sets.size()),
            judged ? "1 %" : "",
            judged ? Goal.atMost(LOST_LIMIT, share).text() : "");
      }
    }
    return table;
  }

  private static String[] row(
      List<Observations.DataSet> sets, String corruption, String filter, String reference) {
    List<String> row = new ArrayList<>(List.of(corruption + ": " + filter));
    List<Average> ratios = new ArrayList<>();
    for (String stage : List.of(Stages.REDUCTION, Stages.CERTIFIED)) {
      String arm = CorruptSplits.arm(corruption, filter, stage);
      String known = CorruptSplits.arm(corruption, reference, stage);
      row.add(Observations.average(sets, set -> set.get(arm, W1)).text(4));
      ratios.add(Observations.average(sets, set -> set.get(arm, W1) / set.get(known, W1)));
    }
    ratios.forEach(ratio -> row.add(filter.equals(reference) ? "" : ratio.text(3)));
    String own = CorruptSplits.arm(corruption, filter, "");
    Average lost = Observations.average(sets, set -> set.get(own, HONEST_LOST));
    row.add(lost.count() == 0 ? "" : lost.text(2));
    row.add(
        lost.count() == 0
            ? ""
            : Observations.average(sets, set -> set.get(own, CORRUPT_KEPT)).text(2));
    row.addAll(goal(corruption, filter, ratios));
    return row.toArray(String[]::new);
  }

  private static List<String> goal(String corruption, String filter, List<Average> ratios) {
    if (filter.equals(NONE) || filter.equals(KNOWN) || corruption.equals(CLEAN)) {
      return List.of("", "");
    }
    Goal reduction = Goal.atMost(LIMIT, ratios.get(0));
    Goal certified = Goal.atMost(LIMIT, ratios.get(1));
    return List.of("1.1", (reduction == Goal.REACHED ? certified : reduction).text());
  }
}
