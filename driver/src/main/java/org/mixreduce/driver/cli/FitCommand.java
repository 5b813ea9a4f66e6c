package org.mixreduce.driver.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.chain.FitChain;
import org.mixreduce.driver.chain.FitRequest;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.input.ModelFile;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Manifest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      "Leaves in the output directory: model.avro, model.json, candidates.csv,",
      "parameters.csv, subsets.csv, manifest.json, distances.avro, profile.avro,",
      "pool.avro, fits/ and _SUCCESS, written last.",
      "",
      "Example:",
      "  mixreduce fit --input testdata/faithful.csv --header --output out --k 1..6"
    })
final class FitCommand extends RunnableCommand {

  @Spec CommandSpec spec;

  @Mixin InputOption input;

  @Mixin OutputOption output;

  @Option(
      names = "--k",
      required = true,
      paramLabel = "RANGE",
      description = "numbers of components, such as 1..9 or 2,4,6..8")
  String k;

  @Option(
      names = "--shape",
      paramLabel = "NAMES",
      split = ",",
      description = "covariance shapes: EII, VII, EEI, VVI, EEE, VVV (default: VVV)")
  List<String> shapes = List.of("VVV");

  @Option(
      names = "--shuffle",
      description =
          "redistribute rows at random first, for data that arrive sorted; the copy stays in the"
              + " output directory until the run ends")
  boolean shuffle;

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
    reading.choose(configuration());
    JobRunner jobs = new JobRunner(configuration(), input.paths);
    RunDirectory directory = new RunDirectory(output.directory, jobs.configuration());
    FitRequest request = request();
    Manifest manifest = manifest(spec);
    new FitChain(request, directory, jobs, console()).run(limits.overwrite, manifest);
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
