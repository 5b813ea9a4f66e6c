package org.mixreduce.driver.cli;

import org.mixreduce.driver.chain.FitRequest;
import picocli.CommandLine.Option;

/** Options of what is borne. */
final class LimitOptions {

  @Option(
      names = "--max-bad-rows",
      paramLabel = "SHARE",
      description = "share of malformed rows that is borne (default: 0.01)")
  double badRows = 0.01;

  @Option(
      names = "--max-missing-rows",
      paramLabel = "SHARE",
      description = "share of rows with missing values that is borne (default: 1)")
  double missingRows = 1;

  @Option(names = "--overwrite", description = "replace the output of an earlier run")
  boolean overwrite;

  /** Checks the shares. */
  void check() {
    RunnableCommand.between("--max-bad-rows", badRows, 0, 1);
    RunnableCommand.between("--max-missing-rows", missingRows, 0, 1);
  }

  /** How much bad input is borne. */
  FitRequest.Limits request() {
    return new FitRequest.Limits(badRows, missingRows);
  }
}
