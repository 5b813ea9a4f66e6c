package org.mixreduce.driver.cli;

import picocli.CommandLine.Option;

/** The directory of a command that chooses a model. */
final class OutputOption {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description =
          "where results go; must not exist, unless an option says what becomes of the run in it")
  String directory;
}
