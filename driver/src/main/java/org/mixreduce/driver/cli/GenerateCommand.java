package org.mixreduce.driver.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.LayoutCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.simulate.GaussianPopulation;
import org.mixreduce.core.simulate.PopulationGenerator;
import org.mixreduce.driver.chain.NewOutput;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.input.ModelFile;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.driver.report.ModelJson;
import org.mixreduce.mapper.generate.GenerateMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mixreduce generate}. */
@Command(
    name = "generate",
    sortOptions = false,
    customSynopsis = {
      "mixreduce generate [-D key=value ...] --output DIR --rows N",
      "                   (--k K --dimension D --overlap X | --model DIR) [OPTIONS]"
    },
    description = "Draws rows from a random mixture with a stated overlap, or from a model.",
    footer = {
      "",
      "Leaves part-00000.csv and so on, each with a header; the last column,",
      "_component, is the component of each row. The true model stands in _model/.",
      "",
      "Example:",
      "  mixreduce generate --output rows --rows 100000 --k 5 --dimension 4 --overlap 0.05"
    })
final class GenerateCommand extends RunnableCommand {

  private static final String MODEL = "_model";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "where rows go; must not exist, or be empty")
  String place;

  @Option(names = "--rows", required = true, paramLabel = "N", description = "how many rows")
  long rows;

  @Option(names = "--k", paramLabel = "K", description = "components of a random mixture")
  Optional<Integer> k = Optional.empty();

  @Option(names = "--dimension", paramLabel = "D", description = "its variables")
  Optional<Integer> dimension = Optional.empty();

  @Option(
      names = "--overlap",
      paramLabel = "X",
      description =
          "its largest pairwise overlap, between 0 and 1: the share of two components' rows that"
              + " the best rule confuses, added up (Maitra and Melnykov 2010)")
  Optional<Double> overlap = Optional.empty();

  @Option(names = "--model", paramLabel = "DIR", description = "a model to draw from instead")
  Optional<String> model = Optional.empty();

  @Option(names = "--files", paramLabel = "N", description = "how many files (default: 1)")
  int files = 1;

  @Option(
      names = "--order",
      paramLabel = "NAME",
      description = "random, or component: sorted by component (default: random)")
  String order = "random";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of mixture and rows; the same seed gives the same bytes (default: 1)")
  long seed = 1;

  @Override
  void run() throws IOException {
    atLeast("--rows", rows, 1);
    atLeast("--files", files, 1);
    if (!"random".equals(order) && !"component".equals(order)) {
      throw new UsageException("--order " + order + ": choose random or component");
    }
    JobRunner jobs = new JobRunner(configuration(), "");
    ModelRecord truth = truth();
    RunDirectory directory = new RunDirectory(place, jobs.configuration());
    NewOutput output = new NewOutput(directory, jobs, console());
    int made = output.fill(() -> generate(output, directory, jobs, truth));
    console()
        .print(
            "wrote "
                + rows
                + " rows in "
                + Counted.of(made, "file")
                + " to "
                + directory.root()
                + "\n");
  }

  /** Generates rows, and returns how many files there are of them. */
  private int generate(NewOutput output, RunDirectory directory, JobRunner jobs, ModelRecord truth)
      throws IOException {
    Path models = directory.work(MODEL);
    Path modelFile = new Path(models, "model.avro");
    directory.write(modelFile, ModelRecord.getClassSchema(), List.of(truth));
    directory.write(new Path(models, "model.json"), ModelJson.of(truth));
    output.add(models, MODEL);
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setSeed(seed)
            .setModels(modelFile.toString())
            .setRows(rows)
            .setFiles(files)
            .setSorted("component".equals(order))
            .build();
    Path done = directory.step("generate", jobs, (run, to) -> run.generate(settings, to)).output();
    int file = 0;
    for (Path part : directory.files(done, "part-m-")) {
      output.add(part, String.format("part-%05d.csv", file++));
    }
    return file;
  }

  private ModelRecord truth() throws IOException {
    boolean population = k.isPresent() || dimension.isPresent() || overlap.isPresent();
    if (model.isPresent() == population) {
      throw new UsageException("give either --model, or --k, --dimension and --overlap together");
    }
    if (model.isPresent()) {
      return ModelFile.read(ModelFile.locate(model.get(), configuration()), configuration());
    }
    if (k.isEmpty() || dimension.isEmpty() || (overlap.isEmpty() && k.get() > 1)) {
      throw new UsageException("--k, --dimension and --overlap are needed together");
    }
    return record(population());
  }

  private Mixture population() {
    try {
      // One component overlaps with nothing: any number will do.
      PopulationGenerator.Settings settings =
          PopulationGenerator.Settings.of(k.get(), dimension.get(), overlap.orElse(0.5));
      return mixture(
          new PopulationGenerator(settings).next(new Seed(seed).derive("population").generator()));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static Mixture mixture(GaussianPopulation population) {
    ComponentFamily family = Families.ofShape("VVV");
    List<Component> components = new ArrayList<>();
    for (int c = 0; c < population.components(); c++) {
      double[][] covariance = population.covariance(c);
      double[] packed = new double[PackedCholesky.length(population.variables())];
      for (int j = 0; j < covariance.length; j++) {
        System.arraycopy(covariance[j], 0, packed, PackedCholesky.index(j, 0), j + 1);
      }
      components.add(
          family.read(
              List.of(
                  new NamedArray("mean", population.mean(c)),
                  new NamedArray("covariance", packed))));
    }
    return Mixture.of(family, population.weights(), components).sorted();
  }

  /** A model that was not fitted: no rows, and so no likelihood. */
  private ModelRecord record(Mixture mixture) {
    List<String> names = new ArrayList<>();
    List<RowLayout.Column> columns = new ArrayList<>();
    for (int j = 0; j < mixture.dimension(); j++) {
      names.add("V" + (j + 1));
      columns.add(new RowLayout.Column(j, names.get(j)));
    }
    names.add(GenerateMapper.COMPONENT);
    RowLayout layout =
        new RowLayout(
            TextOptions.defaults(),
            Optional.of(names),
            names.size(),
            columns,
            List.of(),
            OptionalInt.empty(),
            OptionalInt.empty());
    return ModelRecord.newBuilder()
        .setVersion(Manifest.version())
        .setMixture(MixtureCodec.write(mixture))
        .setLayout(LayoutCodec.write(layout))
        .setWeight(0)
        .setLogLikelihood(Double.NaN)
        .setClassification(Double.NaN)
        .setPseudoBic(Double.NaN)
        .setOrigin("population")
        .setUpdates(0)
        .setSeed(seed)
        .build();
  }
}
