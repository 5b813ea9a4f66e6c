package org.mixreduce.mapper.record.text;

import org.apache.hadoop.io.Text;
import org.mixreduce.core.data.RowLayout;

/**
 * A line of nothing but blanks and tabs, which is no record; unless the delimiter is among them,
 * for then it is a row of empty fields.
 */
public record BlankLine(char delimiter) {

  /** In text of that syntax. */
  public static BlankLine of(RowLayout.Syntax syntax) {
    return new BlankLine(syntax.delimiter());
  }

  /** Whether a line is one. */
  public boolean is(Text line) {
    byte[] bytes = line.getBytes();
    for (int i = 0; i < line.getLength(); i++) {
      boolean blank = bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r';
      if (!blank || bytes[i] == delimiter) {
        return false;
      }
    }
    return true;
  }
}
