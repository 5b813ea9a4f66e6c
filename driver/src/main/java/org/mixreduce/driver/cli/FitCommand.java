package org.mixreduce.driver.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.driver.chain.FitChain;
import org.mixreduce.driver.chain.FitRequest;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.input.ColumnOptions;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Manifest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
      "parameters.csv, manifest.json, profile.avro, pool.avro, fits/ and _SUCCESS,",
      "written last.",
      "",
      "Example:",
      "  mixreduce fit --input testdata/faithful.csv --header --output out --k 1..6"
    })
final class FitCommand extends RunnableCommand {

  @Spec CommandSpec spec;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATHS",
      description = "files, directories or globs, separated by commas")
  String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "where results go; must not exist")
  String output;

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

  @Mixin ReadingOptions reading;

  @ArgGroup(validate = false, heading = "%nFits:%n", exclusive = false)
  Fits fits = new Fits();

  @ArgGroup(validate = false, heading = "%nChain:%n", exclusive = false)
  Chain chain = new Chain();

  @ArgGroup(validate = false, heading = "%nLimits:%n", exclusive = false)
  Limits limits = new Limits();

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
  static final class Chain {
    @Option(
        names = "--refine",
        paramLabel = "N",
        description = "exact EM updates over all rows at most; each costs a scan (default: 5)")
    int refine = 5;

    @Option(
        names = "--refine-tolerance",
        paramLabel = "X",
        description = "nats per row: an update that gains less is the last (default: 1e-7)")
    double tolerance = 1e-7;

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
        names = "--criterion",
        paramLabel = "NAME",
        description = "what selects: bic, icl, aic or aic3 (default: bic)")
    String criterion = "bic";

    @Option(
        names = "--standard-errors",
        paramLabel = "WHICH",
        description =
            "models whose parameters get standard errors and intervals, which costs one to three"
                + " scans: none, selected or all (default: selected)")
    String errors = "selected";

    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "of everything random; the same seed gives the same bytes (default: 1)")
    long seed = 1;
  }

  /** Options of what is borne. */
  static final class Limits {
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
  }

  @Override
  void run() throws IOException {
    JobRunner jobs = new JobRunner(configuration(), input);
    RunDirectory directory = new RunDirectory(output, jobs.configuration());
    FitRequest request = request();
    Manifest manifest = new Manifest(arguments());
    for (OptionSpec option : spec.options()) {
      Object value = option.getValue();
      manifest.option(option.longestName().substring(2), String.valueOf(text(value)));
    }
    new FitChain(request, directory, jobs, console()).run(limits.overwrite, manifest);
  }

  private static Object text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("")
        : value;
  }

  private FitRequest request() throws IOException {
    checkNumbers();
    List<ModelType> types = new ArrayList<>();
    for (String shape : shapes) {
      ModelType type = type(shape.trim());
      if (!types.contains(type)) {
        types.add(type);
      }
    }
    return new FitRequest(
        new FitRequest.Reading(
            reading.syntax(ReadingOptions.defaults()),
            Boolean.TRUE.equals(reading.header),
            new ColumnOptions(reading.columns, reading.ids, reading.weight, Optional.empty())),
        types,
        KList.parse(k),
        new FitRequest.Local(
            fits.subsetRows, fits.poolRows, fits.starts, fits.replicates, fits.penalty),
        new FitRequest.Chain(
            chain.round,
            chain.patience,
            chain.refine,
            chain.tolerance,
            criterion(),
            standardErrors()),
        new FitRequest.Limits(limits.badRows, limits.missingRows),
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
    atLeast("--refine", chain.refine, 0);
    atLeast("--round", chain.round, 1);
    atLeast("--patience", chain.patience, 1);
    between("--penalty", fits.penalty, 0, Double.MAX_VALUE);
    between("--refine-tolerance", chain.tolerance, 0, Double.MAX_VALUE);
    between("--max-bad-rows", limits.badRows, 0, 1);
    between("--max-missing-rows", limits.missingRows, 0, 1);
  }

  private static ModelType type(String shape) {
    try {
      return Families.ofShape(shape).type();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--shape: " + e.getMessage());
    }
  }

  private FitRequest.StandardErrorChoice standardErrors() {
    for (FitRequest.StandardErrorChoice value : FitRequest.StandardErrorChoice.values()) {
      if (value.label().equals(chain.errors)) {
        return value;
      }
    }
    throw new UsageException(
        "--standard-errors " + chain.errors + ": choose none, selected or all");
  }

  private Criterion criterion() {
    for (Criterion value : Criterion.values()) {
      if (value.label().equals(chain.criterion)) {
        return value;
      }
    }
    throw new UsageException("--criterion " + chain.criterion + ": choose bic, icl, aic or aic3");
  }
}
