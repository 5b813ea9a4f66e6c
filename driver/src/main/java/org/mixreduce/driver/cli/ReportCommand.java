package org.mixreduce.driver.cli;

import java.io.IOException;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.report.html.ReportContent;
import org.mixreduce.driver.report.html.ReportPage;
import org.mixreduce.driver.report.html.RunFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mixreduce report}. */
@Command(
    name = "report",
    sortOptions = false,
    customSynopsis = "mixreduce report [-D key=value ...] DIR",
    description =
        "Writes report.html, one file that shows a finished run, into its output directory.",
    footer = {
      "",
      "fit and aggregate write it too. Rows of the pooled sample are shown unless the",
      "run was given --no-sample-in-report, or the sample has been dropped.",
      "",
      "Example:",
      "  mixreduce report out"
    })
final class ReportCommand extends RunnableCommand {

  @Parameters(paramLabel = "DIR", description = "the output directory of fit or aggregate")
  String run;

  @Override
  void run() throws IOException {
    RunDirectory directory = new RunDirectory(run, configuration());
    if (!directory.isFinished()) {
      throw new UsageException(
          "there is no finished run in " + directory.root() + " (it has no _SUCCESS)");
    }
    RunFiles files = RunFiles.in(directory.root(), configuration());
    directory.write(directory.published(ReportPage.NAME), ReportPage.of(ReportContent.read(files)));
    console().print("report: " + directory.published(ReportPage.NAME) + "\n");
  }
}
