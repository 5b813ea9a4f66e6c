package org.mixreduce.driver.cli;

import org.mixreduce.driver.chain.RunDirectory;
import picocli.CommandLine.Option;

/** Options of what becomes of single rows, which the pooled sample and the report show. */
final class ReportOptions {

  @Option(
      names = "--no-sample-in-report",
      description = "keep rows of the data out of report.html, which shows up to 1500 otherwise")
  boolean noSample;

  @Option(
      names = "--drop-pool",
      description =
          "remove pool.avro, the pooled sample of rows, when the run is done; --extend and the scatter"
              + " plots of report need it")
  boolean dropPool;

  /** Says what is to be dropped. Whether rows are shown stands in the manifest. */
  void apply(RunDirectory directory) {
    if (dropPool) {
      directory.drop("pool.avro");
    }
  }
}
