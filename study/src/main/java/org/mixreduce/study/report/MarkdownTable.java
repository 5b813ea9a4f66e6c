package org.mixreduce.study.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown; all columns but the first are aligned to the right. */
final class MarkdownTable {

  private final int columns;
  private final List<String> lines = new ArrayList<>();

  /** With these headings. */
  MarkdownTable(String... headings) {
    columns = headings.length;
    row(headings);
    lines.add("| --- |" + " ---: |".repeat(columns - 1));
  }

  /** Adds a row. */
  MarkdownTable row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          cells.length
              + " cells in a table of "
              + columns
              + " columns: "
              + String.join("; ", cells));
    }
    lines.add("| " + String.join(" | ", cells) + " |");
    return this;
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
