package org.mixreduce.study.report;

import java.util.List;

/**
 * What a question adds to the page.
 *
 * @param name the question's
 * @param tables in Markdown
 * @param figures shown below the tables
 */
record Section(String name, String tables, List<Figure> figures) {

  /** The block of the page. */
  String markdown() {
    StringBuilder text = new StringBuilder(tables);
    figures.forEach(figure -> text.append('\n').append(figure.markdown()));
    return text.toString();
  }
}
