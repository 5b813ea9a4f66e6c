package org.mixreduce.study.report;

import static org.mixreduce.study.question.LocalOptima.CLIMBED;
import static org.mixreduce.study.question.LocalOptima.LOG_LIKELIHOOD;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.trust.Thresholds;
import org.mixreduce.study.question.LocalOptima;

/**
 * What the verdict's nat tells apart: whether a model has arrived, and whether two origins lead to
 * the same maximum, both against climbing on to convergence.
 */
final class MaximaTable {

  private final List<Double> left = new ArrayList<>();
  private final List<Boolean> sameOfNear = new ArrayList<>();
  private final List<Boolean> sameOfApart = new ArrayList<>();

  /** Adds a data set, fitted with a pooled sample of so many rows. */
  void add(Observations.DataSet set, int pool) {
    OptionalDouble reduction = find(set, pool, Candidate.REDUCTION, "");
    OptionalDouble sample = find(set, pool, Candidate.POOL, "");
    String best =
        Stream.of(Candidate.REDUCTION, Candidate.POOL, Candidate.LOCAL)
            .filter(origin -> find(set, pool, origin, "").isPresent())
            .max(Comparator.comparingDouble(origin -> find(set, pool, origin, "").getAsDouble()))
            .orElseThrow();
    find(set, pool, best, CLIMBED)
        .ifPresent(end -> left.add(end - find(set, pool, best, "").getAsDouble()));
    OptionalDouble reductionsEnd = find(set, pool, Candidate.REDUCTION, CLIMBED);
    OptionalDouble samplesEnd = find(set, pool, Candidate.POOL, CLIMBED);
    if (reductionsEnd.isPresent() && samplesEnd.isPresent()) {
      boolean same = near(reductionsEnd, samplesEnd);
      (near(reduction, sample) ? sameOfNear : sameOfApart).add(same);
    }
  }

  private static OptionalDouble find(
      Observations.DataSet set, int pool, String origin, String state) {
    return set.find(LocalOptima.arm(pool, origin) + state, LOG_LIKELIHOOD);
  }

  private static boolean near(OptionalDouble a, OptionalDouble b) {
    return Math.abs(a.getAsDouble() - b.getAsDouble()) <= Thresholds.SAME_MAXIMUM;
  }

  @Override
  public String toString() {
    MarkdownTable table = new MarkdownTable("what is reported", "climbed on", "share", "cases");
    table.row(
        "the certified model",
        "gains no more than a nat",
        share(left.stream().map(gain -> gain <= Thresholds.CONVERGED)),
        String.valueOf(left.size()));
    table.row(
        "reduction and pool within a nat",
        "still within a nat",
        share(sameOfNear.stream()),
        String.valueOf(sameOfNear.size()));
    table.row(
        "reduction and pool further apart",
        "within a nat after all",
        share(sameOfApart.stream()),
        String.valueOf(sameOfApart.size()));
    return table.toString();
  }

  private static String share(Stream<Boolean> holds) {
    List<Boolean> all = holds.toList();
    return Average.ofShare(all.stream().filter(one -> one).count(), all.size()).percent(1);
  }
}
