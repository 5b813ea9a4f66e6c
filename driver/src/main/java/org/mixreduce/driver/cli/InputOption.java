package org.mixreduce.driver.cli;

import picocli.CommandLine.Option;

/** The rows of a command that cannot do without. */
final class InputOption {

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATHS",
      description = "files, directories or globs, separated by commas")
  String paths;
}
