package org.mixreduce.driver.cli;

import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.driver.chain.FitRequest;
import org.mixreduce.driver.input.UsageException;
import picocli.CommandLine.Option;

/** Options of the scans that certify, and of the choice. */
class CertifyOptions {

  @Option(
      names = "--refine",
      paramLabel = "N",
      description =
          "exact EM updates over all rows at most, each of which costs a scan; the model that is"
              + " selected goes on for up to five times as many if it is still on its way (default:"
              + " 5)")
  int refine = 5;

  @Option(
      names = "--refine-tolerance",
      paramLabel = "X",
      description = "nats per row: an update that gains less is the last (default: 1e-7)")
  double tolerance = 1e-7;

  @Option(
      names = "--criterion",
      paramLabel = "NAME",
      description = "what selects: bic, icl, aic or aic3 (default: bic)")
  String criterion = "bic";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of everything random; the same seed gives the same bytes (default: 1)")
  long seed = 1;

  @Option(
      names = "--standard-errors",
      paramLabel = "WHICH",
      description =
          "models whose parameters get standard errors and intervals, which costs one to three"
              + " scans: none, selected or all (default: selected)")
  String standardErrors = "selected";

  @Option(
      names = "--bag-rows",
      paramLabel = "N",
      description =
          "rows of a bag, on which estimates are replicated, at most; a bag has as many as the"
              + " scarcest component asks for (default: 50000)")
  int bagRows = 50_000;

  /** Checks the numbers. */
  void check() {
    RunnableCommand.atLeast("--refine", refine, 0);
    RunnableCommand.between("--refine-tolerance", tolerance, 0, Double.MAX_VALUE);
    RunnableCommand.atLeast("--bag-rows", bagRows, 1);
  }

  /** What selects. */
  Criterion criterion() {
    for (Criterion value : Criterion.values()) {
      if (value.label().equals(criterion)) {
        return value;
      }
    }
    throw new UsageException("--criterion " + criterion + ": choose bic, icl, aic or aic3");
  }

  /** Which models get standard errors, and by how large bags. */
  FitRequest.Errors errors() {
    for (FitRequest.StandardErrorChoice value : FitRequest.StandardErrorChoice.values()) {
      if (value.label().equals(standardErrors)) {
        return new FitRequest.Errors(value, bagRows);
      }
    }
    throw new UsageException(
        "--standard-errors " + standardErrors + ": choose none, selected or all");
  }
}
