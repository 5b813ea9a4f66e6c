package org.mixreduce.study.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Writes the page and its figures from what was observed. */
public final class PageWriter {

  private static final Map<String, Report> REPORTS =
      Map.of(
          "estimation", new EstimationReport(),
          "likelihood", new LikelihoodReport(),
          "sorted", new OrderReport(),
          "optima", new OptimaReport(),
          "components", new ComponentsReport(),
          "coverage", new CoverageReport(),
          "corrupt", new CorruptReport(),
          "misspecified", new MisspecifiedReport(),
          "verdict", new VerdictReport());

  private final Page page;
  private final Path directory;

  /**
   * A writer.
   *
   * @param template the page whose text is kept and whose blocks are replaced
   * @param directory where the page goes as {@code README.md}, and images into {@code figures}
   */
  public PageWriter(Path template, Path directory) throws IOException {
    this.page = new Page(Files.readString(template));
    this.directory = directory;
  }

  /** The questions that there is a report for. */
  static Set<String> questions() {
    return REPORTS.keySet();
  }

  /** Replaces the block of a question. A question without any trial leaves its block as it is. */
  public void add(String question, Observations observations) throws IOException {
    if (observations.all().isEmpty()) {
      return;
    }
    Section section = REPORTS.get(question).of(observations);
    page.fill(section.name(), section.markdown());
    for (Figure figure : section.figures()) {
      figure.save(directory.resolve("figures"));
    }
  }

  /** Writes the page. */
  public Path write() throws IOException {
    Files.createDirectories(directory);
    return Files.writeString(directory.resolve("README.md"), page.toString());
  }
}
