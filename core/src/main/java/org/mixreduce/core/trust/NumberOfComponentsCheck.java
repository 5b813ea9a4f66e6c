package org.mixreduce.core.trust;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether the number of components is clear. */
final class NumberOfComponentsCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    Evidence.Selection selection = evidence.selection();
    if (selection.asked().size() == 1) {
      return List.of(
          edge(
              k(selection),
              Level.NOTE,
              "is the only one that was asked for: others may be better",
              evidence.refit("--k 1.." + Math.max(4, 2 * k(selection)))
                  + " compares it with others"));
    }
    int k = k(selection);
    if (k == selection.least() && k > 1) {
      return List.of(
          edge(
              k,
              Level.ACT,
              "is the smallest that was asked for: fewer may be better",
              evidence.refit("--k 1.." + selection.most())));
    }
    if (k == selection.reached()) {
      return List.of(largest(k, selection, evidence));
    }
    if (missing(k, selection).findAny().isPresent()) {
      return List.of(gap(k, selection, evidence));
    }
    return List.of(
        selection
            .runnerUp()
            .map(next -> against(next, selection, alike(evidence)))
            .orElseGet(() -> alone(selection)));
  }

  private static int k(Evidence.Selection selection) {
    return selection.selected().components();
  }

  /** Those next to K that were not asked for. */
  private static IntStream missing(int k, Evidence.Selection selection) {
    return IntStream.of(k - 1, k + 1)
        .filter(other -> other > 0 && !selection.asked().contains(other));
  }

  private static Finding gap(int k, Evidence.Selection selection, Evidence evidence) {
    String all =
        IntStream.concat(
                selection.asked().stream().mapToInt(Integer::intValue), missing(k, selection))
            .sorted()
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(","));
    return edge(
        k,
        Level.ACT,
        "was not compared with K = "
            + missing(k, selection).mapToObj(String::valueOf).collect(Collectors.joining(" and "))
            + ": that may be better",
        evidence.refit("--k " + all));
  }

  private static Finding largest(int k, Evidence.Selection selection, Evidence evidence) {
    if (k == selection.most()) {
      return edge(
          k,
          Level.ACT,
          "is the largest that was asked for: more may be better"
              + missing(k, selection)
                  .filter(other -> other < k)
                  .mapToObj(other -> ", and K = " + other + " was not asked for")
                  .collect(Collectors.joining()),
          evidence.refit("--k " + selection.least() + ".." + 2 * k));
    }
    if (selection.stopped()) {
      return edge(
          k,
          Level.ACT,
          "is the largest that was looked at: more may be better",
          evidence.refit(selection.morePatience()));
    }
    return edge(
        k, Level.NOTE, "is the largest that could be fitted to these rows with these options", "");
  }

  private static Finding edge(int k, Level level, String what, String remedy) {
    return new Finding(Topic.NUMBER_OF_COMPONENTS, level, k, k, "K = " + k + " " + what, remedy);
  }

  private static Finding against(
      Map.Entry<CandidateKey, Double> next, Evidence.Selection selection, boolean alike) {
    double margin = next.getValue();
    String votes = selection.votes().inWords(selection.selected());
    if (margin < Thresholds.CLEAR) {
      return new Finding(
          Topic.NUMBER_OF_COMPONENTS,
          Level.NOTE,
          margin,
          Thresholds.CLEAR,
          String.format(
              Locale.ROOT,
              "%s is as good as chosen: its %s is %.1f larger%s",
              next.getKey(),
              selection.criterion(),
              margin,
              votes),
          "look at both");
    }
    boolean against = selection.votes().areAgainst(selection.selected());
    return new Finding(
        Topic.NUMBER_OF_COMPONENTS,
        against ? Level.NOTE : Level.GOOD,
        margin,
        Thresholds.CLEAR,
        String.format(
                Locale.ROOT,
                "K = %d is clear%s: the next, %s, is %.1f worse in %s%s",
                selection.selected().components(),
                reach(selection),
                next.getKey(),
                margin,
                selection.criterion(),
                votes)
            + (against && alike ? " (each has fewer rows, and may ask for fewer components)" : ""),
        "");
  }

  /** Subsets that differ in kind vote for what they are, whatever their size. */
  private static boolean alike(Evidence evidence) {
    return evidence.subsets().filter(found -> found.index() <= Thresholds.ALIKE).isPresent();
  }

  private static Finding alone(Evidence.Selection selection) {
    return new Finding(
        Topic.NUMBER_OF_COMPONENTS,
        Level.NOTE,
        Double.NaN,
        Thresholds.CLEAR,
        "no other candidate than "
            + selection.selected()
            + " was certified, so that none is compared with it"
            + selection.votes().inWords(selection.selected()),
        "");
  }

  /** The pseudo-BIC may have ended the chain before larger K were looked at. */
  private static String reach(Evidence.Selection selection) {
    return selection.stopped() ? " among K up to " + selection.reached() : "";
  }
}
