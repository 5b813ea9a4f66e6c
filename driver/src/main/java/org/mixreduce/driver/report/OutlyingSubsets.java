package org.mixreduce.driver.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.robust.DistanceFilter;
import org.mixreduce.core.robust.FitDistance;

/**
 * The subsets whose local fits lie apart from the others, as people and programs read of them.
 *
 * @param judge the candidate whose local fits were measured
 * @param judged all of them
 * @param places where the first row of each outlying one stands, in words
 */
public record OutlyingSubsets(
    CandidateKey judge, List<FitDistance> judged, Map<SubsetId, String> places) {

  /** Where a manifest has them. */
  static final String FIELD = "outlying_subsets";

  static final String LEFT_OUT = "left_out";

  static final String ROWS = "rows";

  private static final int LISTED = 10;
  private static final int WARNED_OF = 3;

  /** Copies both. */
  public OutlyingSubsets {
    judged = List.copyOf(judged);
    places = Map.copyOf(places);
  }

  /** Those too far from the centre, in the order of their rows. */
  public List<FitDistance> outlying() {
    return judged.stream().filter(FitDistance::outlying).toList();
  }

  /** How many rows they have. */
  public long rows() {
    return outlying().stream().mapToLong(FitDistance::rows).sum();
  }

  private List<FitDistance> worst(int count) {
    return outlying().stream()
        .sorted(
            Comparator.comparingDouble((FitDistance fit) -> -fit.excess())
                .thenComparing(FitDistance::subset))
        .limit(count)
        .toList();
  }

  /** For a run that keeps them. */
  public String warning() {
    StringBuilder text = new StringBuilder();
    text.append(counts()).append(apart()).append(", such as:");
    worst(WARNED_OF).forEach(fit -> text.append("\n    ").append(line(fit)));
    return text.append("\n  they are used like any other, which is right where files are sorted or")
        .append(" differ in kind; if their rows may be corrupt, --aggregate robust leaves them out")
        .toString();
  }

  /** For a run that goes on without them. */
  public String leftOut() {
    StringBuilder text = new StringBuilder();
    text.append("left out by --aggregate robust: ").append(counts()).append(", ").append(rows());
    text.append(" rows,").append(apart()).append(", the farthest first:\n");
    worst(LISTED).forEach(fit -> text.append("    ").append(line(fit)).append('\n'));
    int more = outlying().size() - LISTED;
    if (more > 0) {
      text.append("    and ").append(more).append(" more, see manifest.json\n");
    }
    text.append("  rows, criteria and all else in the output are of what is left;\n");
    text.append("  where files are sorted or differ in kind an honest minority looks like this:\n");
    text.append("  look at these rows before you believe a model that has not seen them\n");
    if (outlying().size() > DistanceFilter.TRIED * judged.size()) {
      text.append("  they are more than two in five, beyond what the filter was tried with\n");
    }
    return text.toString();
  }

  private String counts() {
    return outlying().size() + " of " + judged.size() + " subsets";
  }

  private String apart() {
    String verb = outlying().size() == 1 ? " whose local fit lies" : " whose local fits lie";
    return verb + " apart by mean and covariance (judged by " + judge + ")";
  }

  private String line(FitDistance fit) {
    return fit.rows()
        + " rows from "
        + places.get(fit.subset())
        + " on: distance "
        + Numbers.significant(fit.distance())
        + " nats per row, threshold "
        + Numbers.significant(fit.threshold());
  }

  /**
   * Those that a document tells of.
   *
   * @param judged whose distances were kept beside it
   * @return nothing if it tells of none
   */
  public static Optional<OutlyingSubsets> read(JsonNode json, List<FitDistance> judged) {
    JsonNode node = json.path(FIELD);
    if (!node.isObject()) {
      return Optional.empty();
    }
    CandidateKey judge =
        new CandidateKey(
            Families.ofShape(node.path("judge_shape").asText()).type(),
            node.path("judge_k").asInt());
    Map<SubsetId, String> places = new HashMap<>();
    for (JsonNode entry : node.path("subsets")) {
      places.put(
          new SubsetId(
              entry.path("split").asText(),
              entry.path("split_start").asLong(),
              entry.path("subset").asInt()),
          entry.path("from").asText());
    }
    return Optional.of(new OutlyingSubsets(judge, judged, places));
  }

  /** Adds them to a document, all of them. */
  void put(ObjectNode json, boolean leftOut) {
    ObjectNode node = json.putObject(FIELD);
    node.put(LEFT_OUT, leftOut);
    node.put("judge_shape", judge.type().shape());
    node.put("judge_k", judge.components());
    node.put("judged", judged.size());
    node.put(ROWS, rows());
    ArrayNode list = node.putArray("subsets");
    for (FitDistance fit : outlying()) {
      ObjectNode entry = list.addObject();
      entry.put("from", places.get(fit.subset()));
      entry.put("split", fit.subset().path());
      entry.put("split_start", fit.subset().start());
      entry.put("subset", fit.subset().ordinal());
      entry.put("rows", fit.rows());
      Json.put(entry, "distance", fit.distance());
      Json.put(entry, "threshold", fit.threshold());
    }
  }
}
