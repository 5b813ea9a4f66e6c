package org.mixreduce.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown; all columns but the first are aligned to the right. */
final class MarkdownTable {

  private final List<String> lines = new ArrayList<>();

  /** With these headings. */
  MarkdownTable(String... headings) {
    row(headings);
    lines.add("| --- |" + " ---: |".repeat(headings.length - 1));
  }

  /** Adds a row. */
  MarkdownTable row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
    return this;
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
