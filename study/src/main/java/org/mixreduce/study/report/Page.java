package org.mixreduce.study.report;

import java.io.IOException;
import java.util.Optional;

/**
 * The study's page: text that people write, and between marks the tables and figures that the study
 * writes. A block begins with {@code <!-- results: NAME -->} and ends with {@code <!-- end: NAME
 * -->}, each on a line of its own; what stands between is replaced.
 */
final class Page {

  private String text;

  Page(String text) {
    this.text = text;
  }

  /**
   * Replaces a block.
   *
   * @throws IOException if the page has no such block
   */
  void fill(String name, String block) throws IOException {
    String begin = "<!-- results: " + name + " -->\n";
    String end = "<!-- end: " + name + " -->\n";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException(
          "the page has no block "
              + name
              + ": it needs the lines "
              + begin.trim()
              + " and "
              + end.trim());
    }
    text = text.substring(0, from + begin.length()) + block + text.substring(to);
  }

  /** What stands in a block, if there is one. */
  Optional<String> block(String name) {
    String begin = "<!-- results: " + name + " -->\n";
    int from = text.indexOf(begin);
    int to = text.indexOf("<!-- end: " + name + " -->\n");
    return from < 0 || to < from
        ? Optional.empty()
        : Optional.of(text.substring(from + begin.length(), to));
  }

  @Override
  public String toString() {
    return text;
  }
}
