package org.mixreduce.mapper.record;

import java.io.IOException;
import java.util.List;
import org.mixreduce.core.data.RowLayout;

/** A file whose header is not that of the others: its columns may mean something else. */
public final class HeaderMismatchException extends IOException {

  private static final long serialVersionUID = 1L;

  private HeaderMismatchException(String message) {
    super(message);
  }

  static void check(String file, RowLayout layout, String line) throws IOException {
    List<String> expected = layout.header().orElseThrow();
    List<String> found = DelimitedParser.split(line, layout.syntax());
    if (!found.equals(expected)) {
      throw new HeaderMismatchException(
          "the header of " + file + " differs: expected " + expected + ", found " + found);
    }
  }
}
