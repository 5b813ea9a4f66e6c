package org.mixreduce.driver.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.chain.FitChain;
import org.mixreduce.driver.chain.FitRequest;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.input.ModelFile;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.plan.FitPlan;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.driver.run.RunRecord;
import org.mixreduce.driver.run.Start;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code mixreduce fit}. */
@Command(
    name = "fit",
    sortOptions = false,
    customSynopsis =
        "mixreduce fit [-D key=value ...] --input PATHS --output DIR --k RANGE [OPTIONS]",
    description = "Fits mixtures with several numbers of components and publishes the best.",
    footer = {
      "",
      "Leaves in the output directory: report.html, model.avro, model.json,",
      "candidates.csv, parameters.csv, subsets.csv, manifest.json, profile.avro,",
      "pool.avro, fits/, candidates.avro, evaluations.avro, with four subsets and more",
      "distances.avro, with subsets left out left-out.avro, and _SUCCESS, written last.",
      "",
      "Example:",
      "  mixreduce fit --input testdata/faithful.csv --header --output out --k 1..6"
    })
final class FitCommand extends RunnableCommand {

  private static final String DEFAULT_SHAPE = "VVV";

  @Spec CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "PATHS",
      description = "files, directories or globs, separated by commas")
  String input;

  @Mixin OutputOption output;

  @Option(
      names = "--k",
      paramLabel = "RANGE",
      description = "numbers of components, such as 1..9 or 2,4,6..8")
  String k;

  @Option(
      names = "--shape",
      paramLabel = "NAMES",
      split = ",",
      description = "covariance shapes: EII, VII, EEI, VVI, EEE, VVV (default: VVV)")
  List<String> shapes = List.of(DEFAULT_SHAPE);

  @Option(
      names = "--shuffle",
      description =
          "redistribute rows at random first, for data that arrive sorted; the copy stays in the"
              + " output directory until the run ends")
  boolean shuffle;

  @Option(
      names = "--resume",
      description =
          "go on with the unfinished run in --output after its last finished job; options are those"
              + " that it was begun with, and those that are given must agree; begins a run if there"
              + " is none, and does nothing to a finished one")
  boolean resume;

  @Option(
      names = "--extend",
      description =
          "add the candidates of --k (and --shape) to the finished run in --output, without fitting"
              + " the others again; other options as for --resume")
  boolean extend;

  @Mixin SummaryOption summary;

  @Mixin ReportOptions report;

  @Option(
      names = "--plan",
      description =
          "tell what would run, how much memory and time it would take, and refuse what cannot"
              + " work; nothing is run and nothing written")
  boolean plan;

  @Mixin ReadingOptions reading;

  @ArgGroup(validate = false, heading = "%nFits:%n", exclusive = false)
  Fits fits = new Fits();

  @ArgGroup(validate = false, heading = "%nChain:%n", exclusive = false)
  Chain chain = new Chain();

  @ArgGroup(validate = false, heading = "%nLimits:%n", exclusive = false)
  LimitOptions limits = new LimitOptions();

  /** Options of local fits. */
  static final class Fits {
    @Option(
        names = "--subset-rows",
        paramLabel = "N",
        description = "rows of a subset, which is what one fit sees (default: 50000)")
    int subsetRows = 50_000;

    @Option(
        names = "--pool-rows",
        paramLabel = "N",
        description =
            "rows of the pooled sample, 0 to keep every row in its mapper (default: 20000)")
    int poolRows = 20_000;

    @Option(
        names = "--starts",
        paramLabel = "N",
        description = "starting points of a fit (default: 8)")
    int starts = 8;

    @Option(
        names = "--replicates",
        paramLabel = "N",
        description = "bootstrap replicates of a candidate, spread over all subsets (default: 20)")
    int replicates = 20;

    @Option(
        names = "--penalty",
        paramLabel = "X",
        description =
            "multiplier of the penalty that keeps components from collapsing; 0 is plain maximum"
                + " likelihood (default: 1)")
    double penalty = 1;

    @Option(
        names = "--start",
        paramLabel = "MODEL",
        description = "a model, or the directory of one, to start fits of its K from as well")
    Optional<String> start = Optional.empty();
  }

  /** Options of rounds and scans. */
  static final class Chain extends CertifyOptions {
    @Option(
        names = "--round",
        paramLabel = "N",
        description = "numbers of components that one job fits (default: 3)")
    int round = 3;

    @Option(
        names = "--patience",
        paramLabel = "N",
        description =
            "the chain stops when so many K in a row have not bettered the pseudo-BIC"
                + " (default: 3)")
    int patience = 3;

    @Option(
        names = "--aggregate",
        paramLabel = "HOW",
        description =
            "kl: local fits of all subsets are reduced, with a warning if some lie apart; robust:"
                + " subsets whose local fits lie apart from most are left out of everything and"
                + " named, which costs another scan and round if there are any (default: kl)")
    String aggregate = "kl";
  }

  @Override
  void run() throws IOException {
    Start start = start();
    summary.check();
    RunDirectory directory = new RunDirectory(output.directory, configuration());
    FitCommand command = this;
    if (resume || extend) {
      Optional<RunRecord> earlier = directory.record();
      if (earlier.isPresent()) {
        command = after(earlier.get(), directory);
      } else if (input == null || k == null) {
        throw new UsageException(
            "there is no run in "
                + directory.root()
                + (resume
                    ? " to resume; to begin one, say --input and --k"
                    : " to add candidates to"));
      }
    }
    command.run(start);
    if (!plan) {
      summary.write(directory, console());
    }
  }

  private Start start() {
    if ((resume ? 1 : 0) + (extend ? 1 : 0) + (limits.overwrite ? 1 : 0) > 1) {
      throw new UsageException("--resume, --extend and --overwrite exclude each other");
    }
    if (plan && summary.file.isPresent()) {
      throw new UsageException("--plan begins no run that --summary could tell of");
    }
    if (plan && (resume || extend)) {
      throw new UsageException("--plan is of runs that begin: without --resume and --extend");
    }
    if (extend && k == null && !spec.commandLine().getParseResult().hasMatchedOption("--shape")) {
      throw new UsageException("--extend: say by --k or --shape which candidates to add");
    }
    return resume
        ? Start.RESUME
        : extend ? Start.EXTEND : limits.overwrite ? Start.OVERWRITE : Start.FRESH;
  }

  /** The command of an earlier run with what this one adds. */
  private FitCommand after(RunRecord earlier, RunDirectory directory) {
    earlier
        .difference("fit", Manifest.version())
        .ifPresent(
            difference -> {
              throw new UsageException("--output " + directory.root() + ": " + difference.text());
            });
    ParseResult then =
        new CommandLine(new FitCommand()).parseArgs(earlier.arguments().toArray(String[]::new));
    EarlierCommandLine merged =
        EarlierCommandLine.of(then)
            .orDefault("--shape", DEFAULT_SHAPE)
            // As given, they may be relative to where that command was called.
            .replace("--input", earlier.input())
            .replace("--start", earlier.startModel())
            .with(
                EarlierCommandLine.of(spec.commandLine().getParseResult()),
                extend ? EarlierCommandLine.ADDED_UP : Set.of());
    FitCommand command = new FitCommand();
    merged.parseInto(command);
    command.prepare(configuration(), console(), extend ? merged.arguments() : earlier.arguments());
    return command;
  }

  private void run(Start start) throws IOException {
    if (input == null || k == null) {
      throw new UsageException(
          "Missing required option: "
              + (input == null ? "--input PATHS" : "--k RANGE")
              + " (see mixreduce fit --help)");
    }
    reading.choose(configuration());
    JobRunner jobs = new JobRunner(configuration(), input);
    RunDirectory directory = new RunDirectory(output.directory, jobs.configuration());
    if (plan) {
      new FitPlan(request(), directory, jobs, console()).print(start);
      return;
    }
    report.apply(directory);
    new FitChain(request(), directory, jobs, console())
        .run(start, EarlierCommandLine.free(start), manifest(spec));
  }

  private FitRequest request() throws IOException {
    checkNumbers();
    return new FitRequest(
        new FitRequest.Reading(
            reading.syntax(TextOptions.defaults()),
            Boolean.TRUE.equals(reading.header),
            reading.columns(Optional.empty()),
            shuffle ? FitRequest.RowOrder.SHUFFLED : FitRequest.RowOrder.AS_STORED),
        ShapeList.parse(shapes),
        KList.parse(k),
        new FitRequest.Local(
            fits.subsetRows, fits.poolRows, fits.starts, fits.replicates, fits.penalty),
        new FitRequest.Chain(
            chain.round,
            chain.patience,
            chain.refine,
            chain.tolerance,
            chain.criterion(),
            chain.errors()),
        aggregate(),
        limits.request(),
        startModel(),
        chain.seed);
  }

  private Optional<FitRequest.StartModel> startModel() throws IOException {
    if (fits.start.isEmpty()) {
      return Optional.empty();
    }
    Path file = ModelFile.locate(fits.start.get(), configuration());
    int dimension = ModelFile.read(file, configuration()).getMixture().getDimension();
    return Optional.of(new FitRequest.StartModel(file.toString(), dimension));
  }

  private void checkNumbers() {
    atLeast("--subset-rows", fits.subsetRows, 1);
    atLeast("--pool-rows", fits.poolRows, 0);
    atLeast("--starts", fits.starts, 1);
    atLeast("--replicates", fits.replicates, 0);
    atLeast("--round", chain.round, 1);
    atLeast("--patience", chain.patience, 1);
    between("--penalty", fits.penalty, 0, Double.MAX_VALUE);
    chain.check();
    limits.check();
  }

  private FitRequest.Aggregate aggregate() {
    for (FitRequest.Aggregate value : FitRequest.Aggregate.values()) {
      if (value.label().equals(chain.aggregate)) {
        refuseShuffled(value);
        return value;
      }
    }
    throw new UsageException("--aggregate " + chain.aggregate + ": choose kl or robust");
  }

  private void refuseShuffled(FitRequest.Aggregate value) {
    if (value == FitRequest.Aggregate.ROBUST && shuffle) {
      throw new UsageException(
          "--shuffle spreads corrupt rows over all subsets, where --aggregate robust cannot find"
              + " them: ask for one of the two");
    }
  }
}
