package org.mixreduce.mapper.record.text;

import org.apache.hadoop.io.Text;

/** A line of nothing but blanks, which is no record. */
public final class BlankLine {

  private BlankLine() {}

  /** Whether a line is one. */
  public static boolean is(Text line) {
    byte[] bytes = line.getBytes();
    for (int i = 0; i < line.getLength(); i++) {
      if (bytes[i] != ' ' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
