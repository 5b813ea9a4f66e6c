package org.mixreduce.mapper.record.text;

import java.util.List;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.HeaderMismatchException;

/** Compares the names that a file begins with to those of the first file. */
public final class HeaderCheck {

  private HeaderCheck() {}

  /**
   * Compares.
   *
   * @throws HeaderMismatchException naming the file, if they differ
   */
  public static void check(String file, RowLayout layout, String line)
      throws HeaderMismatchException {
    List<String> expected = layout.header().orElseThrow();
    List<String> found = DelimitedParser.split(line, layout.syntax());
    if (!found.equals(expected)) {
      throw new HeaderMismatchException(
          "the header of " + file + " differs: expected " + expected + ", found " + found);
    }
  }
}
