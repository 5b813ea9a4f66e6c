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

/** The better of two origins against the best of several full-data fits. */
final class OptimaReport implements Report {

  /** Nats: what the default passes may miss of a maximum and be as good. */
  private static final double TOLERANCE = 1;

  private static final double LIMIT = 0.9;

  @Override
  public Section of(Observations observations) {
    MarkdownTable table =
        new MarkdownTable(
            "cell, pooled sample",
            "as good as the best of 5",
            "climbed on, as good",
            "nats better than the best of 5, median",
            "as good as one full-data fit",
            "reduction ahead of pool",
            "pool ahead of reduction",
            "data sets");
    List<Boolean> simulated = new ArrayList<>();
    List<Boolean> real = new ArrayList<>();
    for (String cell : observations.cells()) {
      for (int pool : pools(observations.of(cell))) {
        List<Observations.DataSet> sets = observations.of(cell);
        table.row(row(cell, pool, sets));
        sets.forEach(
            set -> (cell.contains("overlap") ? simulated : real).add(asGood(set, pool, "")));
      }
    }
    MarkdownTable goals =
        new MarkdownTable(
            "all cells and pools", "as good as the best of 5", "cases", "to reach", "");
    goal(goals, "hard populations", simulated);
    goal(goals, "real data", real);
    goal(goals, "both", Stream.concat(simulated.stream(), real.stream()).toList());
    return new Section("optima", table + "\n" + goals, List.of());
  }

  private static void goal(MarkdownTable table, String label, List<Boolean> cases) {
    Average share = Average.ofShare(cases.stream().filter(good -> good).count(), cases.size());
    table.row(
        label,
        share.percent(1),
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
      share(sets, set -> asGood(set, pool, "")),
      share(sets, set -> asGood(set, pool, CLIMBED)),
      median(sets.stream().map(set -> ours(set, pool, "") - bestFull(set)).sorted().toList()),
      oneFit(sets, pool),
      pool == 0 ? "–" : share(sets, set -> ahead(set, pool) > TOLERANCE),
      pool == 0 ? "–" : share(sets, set -> ahead(set, pool) < -TOLERANCE),
      String.valueOf(sets.size())
    };
  }

  private static String share(
      List<Observations.DataSet> sets, Predicate<Observations.DataSet> holds) {
    return Average.ofShare(sets.stream().filter(holds).count(), sets.size()).percent(0);
  }

  private static String median(List<Double> sorted) {
    return sorted.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%.1f", sorted.get(sorted.size() / 2));
  }

  /** The share of single full-data fits that the better origin is as good as. */
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

  private static boolean asGood(Observations.DataSet set, int pool, String state) {
    return ours(set, pool, state) >= bestFull(set) - TOLERANCE;
  }

  private static double ours(Observations.DataSet set, int pool, String state) {
    return Stream.of(Candidate.REDUCTION, Candidate.POOL)
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
