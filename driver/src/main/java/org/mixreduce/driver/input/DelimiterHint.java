package org.mixreduce.driver.input;

import org.mixreduce.core.data.RowLayout;

/** What to say of a file whose lines have one field each, and which lacks a column. */
final class DelimiterHint {

  private DelimiterHint() {}

  /** That the delimiter may be another one. */
  static String of(RowLayout.Syntax syntax) {
    String delimiter = syntax.delimiter() == '\t' ? "tab" : "'" + syntax.delimiter() + "'";
    return "; each line has one field if "
        + delimiter
        + " separates them: --delimiter says what does";
  }
}
