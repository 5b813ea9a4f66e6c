package org.mixreduce.driver.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mixreduce.core.criterion.ConfusionTable;

/** A confusion table and its adjusted Rand index as text. */
public final class ConfusionSheet {

  private ConfusionSheet() {}

  /** Known classes down, components across. */
  public static String of(ConfusionTable confusion, int components) {
    TextTable table = new TextTable();
    List<String> head = new ArrayList<>(List.of("known class"));
    for (int k = 1; k <= components; k++) {
      head.add(String.valueOf(k));
    }
    table.row(head);
    for (String truth : confusion.classes()) {
      List<String> row = new ArrayList<>(List.of(truth));
      for (int k = 1; k <= components; k++) {
        row.add(Numbers.count(confusion.count(truth, k)));
      }
      table.row(row);
    }
    return "\nrows by known class and component\n"
        + table
        + String.format(Locale.ROOT, "adjusted Rand index %.4f%n", confusion.adjustedRandIndex());
  }
}
