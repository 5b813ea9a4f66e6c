package org.mixreduce.study.report;

import static org.mixreduce.study.question.LocalOptima.CLIMBED;
import static org.mixreduce.study.question.LocalOptima.FULL_DATA;
import static org.mixreduce.study.question.LocalOptima.FULL_FITS;
import static org.mixreduce.study.question.LocalOptima.LOG_LIKELIHOOD;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.study.question.LocalOptima;

/** The best of the origins against the best of several full-data fits. */
final class OptimaReport implements Report {

  /** Nats: what the default passes may miss of a maximum and be as good. */
  private static final double TOLERANCE = 1;

  /** Nats per row: a difference that no use of the model would show. */
  private static final double TOLERANCE_PER_ROW = 1e-3;

  private static final double LIMIT = 0.9;

  @Override
  public Section of(Observations observations) {
    MarkdownTable table =
        new MarkdownTable(
            "cell, pooled sample",
            "as good as the best of 5",
            "to 0.001 a row",
            "climbed on, as good",
            "nats better than the best of 5, median",
            "as good as one full-data fit",
            "reduction ahead of pool",
            "pool ahead of reduction",
            "best local fit ahead of both",
            "data sets");
    List<Case> cases = new ArrayList<>();
    for (String cell : observations.cells()) {
      List<Observations.DataSet> sets = observations.of(cell);
      for (int pool : pools(sets)) {
        table.row(row(cell, pool, sets));
        sets.forEach(set -> cases.add(new Case(cell.contains("overlap"), pool, set)));
      }
    }
    MarkdownTable goals =
        new MarkdownTable(
            "all cells",
            "as good as the best of 5",
            "to 0.001 a row",
            "climbed on",
            "cases",
            "to reach",
            "");
    goal(goals, "hard populations, pooled sample", cases, one -> one.simulated() && one.pool() > 0);
    goal(goals, "hard populations, none", cases, one -> one.simulated() && one.pool() == 0);
    goal(goals, "real data, pooled sample", cases, one -> !one.simulated() && one.pool() > 0);
    goal(goals, "real data, none", cases, one -> !one.simulated() && one.pool() == 0);
    goal(goals, "all", cases, one -> true);
    MaximaTable maxima = new MaximaTable();
    cases.forEach(one -> maxima.add(one.set(), one.pool()));
    return new Section("optima", table + "\n" + goals + "\n" + maxima, List.of());
  }

  private record Case(boolean simulated, int pool, Observations.DataSet set) {}

  private static void goal(
      MarkdownTable table, String label, List<Case> all, Predicate<Case> which) {
    List<Case> cases = all.stream().filter(which).toList();
    Average share = share(cases, one -> asGood(one.set(), one.pool(), "", TOLERANCE));
    table.row(
        label,
        share.percent(1),
        share(cases, one -> asGood(one.set(), one.pool(), "", perRow(one.set()))).percent(1),
        share(cases, one -> asGood(one.set(), one.pool(), CLIMBED, TOLERANCE)).percent(1),
        String.valueOf(cases.size()),
        Math.round(100 * LIMIT) + " %",
        Goal.atLeast(LIMIT, share).text());
  }

  private static List<Integer> pools(List<Observations.DataSet> sets) {
    return Stream.of(20_000, 5000, 4000, 1000, 0)
        .filter(
            pool ->
                sets.stream()
                    .anyMatch(
                        set ->
                            set.find(LocalOptima.arm(pool, Candidate.REDUCTION), LOG_LIKELIHOOD)
                                .isPresent()))
        .toList();
  }

  private static String[] row(String cell, int pool, List<Observations.DataSet> sets) {
    return new String[] {
      cell + ", pool " + pool,
      share(sets, set -> asGood(set, pool, "", TOLERANCE)).percent(0),
      share(sets, set -> asGood(set, pool, "", perRow(set))).percent(0),
      share(sets, set -> asGood(set, pool, CLIMBED, TOLERANCE)).percent(0),
      median(sets.stream().map(set -> ours(set, pool, "") - bestFull(set)).sorted().toList()),
      oneFit(sets, pool),
      pool == 0 ? "–" : share(sets, set -> ahead(set, pool) > TOLERANCE).percent(0),
      pool == 0 ? "–" : share(sets, set -> ahead(set, pool) < -TOLERANCE).percent(0),
      share(sets, set -> localAhead(set, pool)).percent(0),
      String.valueOf(sets.size())
    };
  }

  private static <T> Average share(List<T> all, Predicate<T> holds) {
    return Average.ofShare(all.stream().filter(holds).count(), all.size());
  }

  private static String median(List<Double> sorted) {
    return sorted.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%.1f", sorted.get(sorted.size() / 2));
  }

  /** The share of single full-data fits that the best origin is as good as. */
  private static String oneFit(List<Observations.DataSet> sets, int pool) {
    long good = 0;
    long all = 0;
    for (Observations.DataSet set : sets) {
      double ours = ours(set, pool, "");
      for (double fit : full(set)) {
        good += ours >= fit - TOLERANCE ? 1 : 0;
        all++;
      }
    }
    return Average.ofShare(good, all).percent(0);
  }

  private static boolean asGood(
      Observations.DataSet set, int pool, String state, double tolerance) {
    return ours(set, pool, state) >= bestFull(set) - tolerance;
  }

  private static double perRow(Observations.DataSet set) {
    return TOLERANCE_PER_ROW * set.get("design", LocalOptima.ROWS);
  }

  /** Whether the best local fit ends above all else. */
  private static boolean localAhead(Observations.DataSet set, int pool) {
    double local = end(set, pool, "", Stream.of(Candidate.LOCAL));
    double others = end(set, pool, "", Stream.of(Candidate.REDUCTION, Candidate.POOL));
    return local > others + TOLERANCE;
  }

  private static double ours(Observations.DataSet set, int pool, String state) {
    return end(set, pool, state, Stream.of(Candidate.REDUCTION, Candidate.POOL, Candidate.LOCAL));
  }

  private static double end(
      Observations.DataSet set, int pool, String state, Stream<String> origins) {
    return origins
        .map(origin -> LocalOptima.arm(pool, origin) + state)
        .flatMapToDouble(arm -> set.find(arm, LOG_LIKELIHOOD).stream())
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /** Nats by which the reduction ends above the pooled sample's own fit. */
  private static double ahead(Observations.DataSet set, int pool) {
    return set.get(LocalOptima.arm(pool, Candidate.REDUCTION), LOG_LIKELIHOOD)
        - set.get(LocalOptima.arm(pool, Candidate.POOL), LOG_LIKELIHOOD);
  }

  private static double[] full(Observations.DataSet set) {
    return IntStream.rangeClosed(1, FULL_FITS)
        .mapToObj(f -> set.find(FULL_DATA + f, LOG_LIKELIHOOD))
        .flatMapToDouble(value -> value.stream())
        .toArray();
  }

  private static double bestFull(Observations.DataSet set) {
    return Arrays.stream(full(set)).max().orElse(Double.NEGATIVE_INFINITY);
  }
}
