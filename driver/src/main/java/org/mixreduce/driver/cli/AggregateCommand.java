package org.mixreduce.driver.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.driver.chain.AggregateChain;
import org.mixreduce.driver.chain.AggregateRequest;
import org.mixreduce.driver.chain.FitRequest;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.runs.EarlierRuns;
import org.mixreduce.driver.runs.RunChoice;
import org.mixreduce.driver.runs.RunPaths;
import org.mixreduce.driver.runs.RunWindow;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mixreduce aggregate}. */
@Command(
    name = "aggregate",
    sortOptions = false,
    customSynopsis = "mixreduce aggregate [-D key=value ...] --runs DIRS --output DIR [OPTIONS]",
    description = "Reduces what earlier runs left behind to one model, without their rows.",
    footer = {
      "",
      "Takes the candidates that all runs have fitted. Without --input no row is",
      "read, and the pseudo-BIC chooses; with the rows of all runs the models are",
      "updated and certified, and the best gets standard errors and a verdict, as by",
      "fit. The output can be aggregated again.",
      "",
      "Example:",
      "  mixreduce aggregate --runs 'fits/2024-05-*' --output models/2024-05",
      "  mixreduce aggregate --runs 'fits/2024-05-*' --through 2024-05-02 \\",
      "    --output models/2024-05-02"
    })
final class AggregateCommand extends RunnableCommand {

  @Spec CommandSpec spec;

  @Option(
      names = "--runs",
      required = true,
      paramLabel = "DIRS",
      description =
          "output directories of fit or aggregate, or globs, separated by commas; their order does"
              + " not matter, and each counts once")
  String runs;

  @Option(
      names = "--through",
      paramLabel = "NAME",
      description =
          "takes of --runs only those up to and including the one of this name, by the ends of their"
              + " paths: of days, those that were there on that day")
  Optional<String> through = Optional.empty();

  @Option(
      names = "--skip-unfinished",
      description =
          "leaves out runs that have not finished, with a warning that names them, instead of"
              + " refusing; never the one that --through names")
  boolean skipUnfinished;

  @Mixin OutputOption output;

  @Option(
      names = "--input",
      paramLabel = "PATHS",
      description =
          "the rows of all runs, to update and certify the models; other rows only evaluate them")
  Optional<String> input = Optional.empty();

  @Mixin SummaryOption summary;

  @Option(
      names = "--k",
      paramLabel = "RANGE",
      description = "numbers of components, such as 1..9 (default: those of the runs)")
  Optional<String> k = Optional.empty();

  @Option(
      names = "--shape",
      paramLabel = "NAMES",
      split = ",",
      description = "covariance shapes (default: those of the runs)")
  List<String> shapes = List.of();

  @Mixin ReportOptions report;

  @Mixin ReadingOptions reading;

  @ArgGroup(validate = false, heading = "%nFits:%n", exclusive = false)
  Fits fits = new Fits();

  @ArgGroup(validate = false, heading = "%nChoice and certification:%n", exclusive = false)
  CertifyOptions certify = new CertifyOptions();

  @ArgGroup(validate = false, heading = "%nLimits:%n", exclusive = false)
  LimitOptions limits = new LimitOptions();

  /** Options of what is fitted beyond the local fits. */
  static final class Fits {
    @Option(
        names = "--subset-rows",
        paramLabel = "N",
        description = "rows of --input that a task holds at a time (default: that of the runs)")
    Optional<Integer> subsetRows = Optional.empty();

    @Option(
        names = "--pool-rows",
        paramLabel = "N",
        description =
            "rows of the pooled sample, drawn from those of the runs; 0 for none (default: that of"
                + " the runs)")
    Optional<Integer> poolRows = Optional.empty();

    @Option(
        names = "--starts",
        paramLabel = "N",
        description = "starting points of a fit of the pooled sample (default: 8)")
    int starts = 8;

    @Option(
        names = "--penalty",
        paramLabel = "X",
        description =
            "multiplier of the penalty for the pooled sample and the exact updates (default: that"
                + " of the runs)")
    Optional<Double> penalty = Optional.empty();
  }

  @Override
  void run() throws IOException {
    AggregateRequest request = request();
    summary.check();
    JobRunner jobs = new JobRunner(configuration(), input.orElse(""));
    Configuration conf = jobs.configuration();
    RunChoice.Chosen chosen = choice().of(RunPaths.of(runs, conf), conf);
    EarlierRuns earlier = EarlierRuns.read(chosen, conf);
    RunDirectory directory = new RunDirectory(output.directory, conf);
    report.apply(directory);
    new AggregateChain(request, earlier, directory, jobs, console())
        .run(rows(earlier, jobs), limits.overwrite, manifest(spec));
    summary.write(directory, console());
  }

  private RunChoice choice() {
    return new RunChoice(
        new RunWindow(through),
        skipUnfinished ? RunChoice.Unfinished.LEFT_OUT : RunChoice.Unfinished.REFUSED);
  }

  private Optional<RowLayout> rows(EarlierRuns earlier, JobRunner jobs) throws IOException {
    if (input.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        reading.again(earlier.layout(), jobs).selectWeighted(reading.columns(Optional.empty())));
  }

  private AggregateRequest request() {
    checkNumbers();
    Criterion criterion = certify.criterion();
    FitRequest.Errors errors = certify.errors();
    if (input.isEmpty() && criterion != Criterion.BIC) {
      throw new UsageException(
          "--criterion "
              + criterion.label()
              + " needs the rows: give them with --input, or let the pseudo-BIC choose");
    }
    if (input.isEmpty() && errors.choice() != FitRequest.StandardErrorChoice.NONE && asked()) {
      throw new UsageException(
          "--standard-errors "
              + certify.standardErrors
              + " needs the rows: give them with --input");
    }
    return new AggregateRequest(
        new AggregateRequest.Wanted(
            shapes.isEmpty() ? Optional.empty() : Optional.of(ShapeList.parse(shapes)),
            k.map(KList::parse)),
        new AggregateRequest.Local(fits.subsetRows, fits.poolRows, fits.starts, fits.penalty),
        // There are no rounds, so nothing for patience to end.
        new FitRequest.Chain(
            1,
            1,
            certify.refine,
            certify.tolerance,
            criterion,
            input.isPresent() ? errors : FitRequest.Errors.NONE),
        limits.request(),
        certify.seed);
  }

  private boolean asked() {
    return spec.commandLine().getParseResult().hasMatchedOption("--standard-errors");
  }

  private void checkNumbers() {
    fits.subsetRows.ifPresent(rows -> atLeast("--subset-rows", rows, 1));
    fits.poolRows.ifPresent(rows -> atLeast("--pool-rows", rows, 0));
    atLeast("--starts", fits.starts, 1);
    fits.penalty.ifPresent(value -> between("--penalty", value, 0, Double.MAX_VALUE));
    certify.check();
    limits.check();
  }
}
