package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.html.ReportContent;
import org.mixreduce.driver.report.html.ReportPage;
import org.mixreduce.driver.report.html.RunFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the page that shows a run, from the files of its result. */
final class ReportStep {

  private static final Logger LOG = LoggerFactory.getLogger(ReportStep.class);

  private final RunDirectory directory;
  private final Console console;

  ReportStep(RunDirectory directory, Console console) {
    this.directory = directory;
    this.console = console;
  }

  /**
   * Writes it among the results. A run that is otherwise complete is not lost for want of a page:
   * whatever goes wrong is told, with all that is needed to find its cause, and the run goes on.
   *
   * @return where it will be, if it could be written
   */
  Optional<Path> write() {
    try {
      RunFiles files = new RunFiles(directory::result, directory.configuration());
      directory.write(directory.file(ReportPage.NAME), ReportPage.of(ReportContent.read(files)));
      return Optional.of(directory.published(ReportPage.NAME));
    } catch (IOException | RuntimeException e) {
      LOG.error("the report could not be written", e);
      console.warn(
          ReportPage.NAME
              + " could not be written ("
              + e
              + "); all other results are there. Once the cause is mended, mixreduce report "
              + directory.root()
              + " writes it");
      // One of an earlier run, or half a one, would tell of another result.
      directory.drop(ReportPage.NAME);
      return Optional.empty();
    }
  }
}
