package org.mixreduce.benchmarks.compare;

import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class ComparisonReportTest {

  @Test
  public void ratiosAreOfTheSameFileAndFailuresAreRows() {
    String text =
        new ComparisonReport(
                List.of(
                    outcome("mixreduce", 1000, 8, null),
                    outcome("spark", 1000, 12, null),
                    outcome("mixreduce", 100, 2, null),
                    outcome("mclust", 100, 5, null),
                    outcome("sklearn", 100, 3, "exit code 1, see log.txt")),
                "benchmarks/compare --rows 1000")
            .text();
    assertTrue(text, text.contains("| spark | 1000 | 10 | 12.0 | 300 | 7 | 1.500000 | 1.50 |"));
    assertTrue(text, text.contains("| mclust | 100 | 10 | 5.0 | 300 | 7 | 1.500000 | 2.50 |"));
    assertTrue(
        text,
        text.contains("| sklearn | 100 | 10 | 3.0 | 300 | – | exit code 1, see log.txt | – |"));
    assertTrue(text, text.contains("`benchmarks/compare --rows 1000`"));
  }

  private static Outcome outcome(String peer, long rows, double seconds, String failure) {
    Double perRow = failure == null ? 1.5 : null;
    return new Outcome("", peer, peer, "1", rows, "10", seconds, 300.0, "7", perRow, failure);
  }
}
