package org.mixreduce.driver.cli;

import java.io.IOException;
import org.mixreduce.driver.input.ModelFile;
import org.mixreduce.driver.report.ModelSheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mixreduce describe}. */
@Command(
    name = "describe",
    sortOptions = false,
    description =
        "Shows a model: weights, means, standard deviations, criteria, and every parameter with its"
            + " standard error and 95 %% interval.")
final class DescribeCommand extends RunnableCommand {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "the output directory of fit, or a model file")
  String model;

  @Override
  void run() throws IOException {
    console()
        .print(
            ModelSheet.withParameters(
                ModelFile.read(ModelFile.locate(model, configuration()), configuration())));
  }
}
