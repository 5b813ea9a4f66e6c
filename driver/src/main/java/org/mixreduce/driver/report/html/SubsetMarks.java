package org.mixreduce.driver.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.DoubleStream;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.report.CsvLine;
import org.mixreduce.driver.report.Json;

/**
 * How far subsets are from the model of all rows, in marks whose number is bounded: one a subset,
 * or of as many neighbours as need be the smallest, the middle and the largest.
 *
 * <p>Memory: a number a subset.
 */
final class SubsetMarks {

  /** Marks of the chart. */
  private static final int MARKS = 400;

  /** Subsets in the table. */
  private static final int LISTED = 10;

  private static final int PLACE = 3;
  private static final int ROWS = 4;
  private static final int LOSS = 6;
  private static final int EXPECTED = 7;
  private static final int USUAL = 8;
  private static final int EXCESS = 9;
  private static final int COLUMNS = 12;

  private final DoubleStream.Builder excesses = DoubleStream.builder();
  private final PriorityQueue<Farthest> farthest =
      new PriorityQueue<>(Comparator.comparingDouble(Farthest::excess));
  private int seen;
  private int compared;

  private SubsetMarks() {}

  /** A subset that is far from the model. */
  private record Farthest(int number, double excess, List<String> fields) {}

  /** Reads {@code subsets.csv}; no marks if there is none. */
  static ObjectNode json(RunFiles files) throws IOException {
    SubsetMarks marks = new SubsetMarks();
    Optional<Path> file = files.find("subsets.csv");
    if (file.isPresent()) {
      try (BufferedReader reader = files.reader(file.get())) {
        reader.readLine();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          marks.add(CsvLine.fields(line));
        }
      }
    }
    return marks.json();
  }

  private void add(List<String> fields) {
    if (fields.size() != COLUMNS) {
      throw new IllegalArgumentException(
          "subsets.csv, line " + (seen + 2) + ": " + fields.size() + " fields, not " + COLUMNS);
    }
    double excess = RunFiles.number(fields.get(EXCESS));
    seen++;
    excesses.add(excess);
    if (!Double.isNaN(excess)) {
      compared++;
      farthest.add(new Farthest(seen, excess, fields));
      if (farthest.size() > LISTED) {
        farthest.remove();
      }
    }
  }

  private ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("count", seen);
    json.put("compared", compared);
    double[] all = excesses.build().toArray();
    int width = Math.max(1, (all.length + MARKS - 1) / MARKS);
    json.put("width", width);
    ArrayNode marks = json.putArray("marks");
    for (int from = 0; from < all.length; from += width) {
      double[] some =
          DoubleStream.of(Arrays.copyOfRange(all, from, Math.min(all.length, from + width)))
              .filter(x -> !Double.isNaN(x))
              .sorted()
              .toArray();
      if (some.length > 0) {
        ArrayNode mark = marks.addArray();
        mark.add(from + 1).add(some[0]).add(some[some.length / 2]).add(some[some.length - 1]);
      }
    }
    ArrayNode list = json.putArray("farthest");
    List<Farthest> sorted = new ArrayList<>(farthest);
    sorted.sort(Comparator.comparingDouble(Farthest::excess).reversed());
    for (Farthest subset : sorted) {
      ObjectNode entry = list.addObject();
      entry.put("number", subset.number());
      entry.put("place", subset.fields().get(PLACE));
      entry.put("rows", Long.parseLong(subset.fields().get(ROWS)));
      Json.put(entry, "loss", RunFiles.number(subset.fields().get(LOSS)));
      Json.put(entry, "expected", RunFiles.number(subset.fields().get(EXPECTED)));
      Json.put(entry, "usual", RunFiles.number(subset.fields().get(USUAL)));
      Json.put(entry, "excess", subset.excess());
    }
    return json;
  }
}
