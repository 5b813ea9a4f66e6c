package org.mixreduce.driver.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.LayoutCodec;
import org.mixreduce.avro.record.ConfusionCellRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.criterion.ConfusionTable;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.driver.chain.NewOutput;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.LoneMappers;
import org.mixreduce.driver.input.ModelFile;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.ConfusionSheet;
import org.mixreduce.driver.run.Journal;
import org.mixreduce.mapper.record.RefusalFile;
import org.mixreduce.mapper.score.ScoreFormat;
import org.mixreduce.mapper.score.ScoreMapper;
import org.mixreduce.mapper.score.ScoreTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mixreduce score}. */
@Command(
    name = "score",
    sortOptions = false,
    customSynopsis =
        "mixreduce score [-D key=value ...] --model DIR --input PATHS --output DIR [OPTIONS]",
    description = "Gives every row its component, probability, uncertainty and log density.",
    footer = {
      "",
      "Reading options are those of the model unless given. A row that cannot be",
      "scored keeps its ids and says NA.",
      "",
      "Example:",
      "  mixreduce score --model out --input testdata/faithful.csv --output scores"
    })
final class ScoreCommand extends RunnableCommand {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "the output directory of fit, or a model file")
  String model;

  @Mixin InputOption input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "where scores go; must not exist, or be empty, nor lie inside the input")
  String place;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "csv, avro or parquet (default: csv)")
  String format = "csv";

  @Option(names = "--posteriors", description = "also the posteriors of all components")
  boolean posteriors;

  @Option(
      names = "--truth",
      paramLabel = "COLUMN",
      description = "known classes: prints the confusion table and the adjusted Rand index")
  Optional<String> truth = Optional.empty();

  @Mixin ReadingOptions reading;

  @Override
  void run() throws IOException {
    ScoreFormat written = written();
    Path modelFile = ModelFile.locate(model, configuration());
    ModelRecord record = ModelFile.read(modelFile, configuration());
    JobRunner jobs = new JobRunner(configuration(), input.paths);
    RunDirectory directory = new RunDirectory(place, jobs.configuration());
    RowLayout layout =
        reading.again(LayoutCodec.read(record.getLayout()), jobs).select(reading.columns(truth));
    LoneMappers.warning(jobs.files(), layout.source().format(), jobs.configuration())
        .ifPresent(console()::warn);
    int components = record.getMixture().getWeights().size();
    ScoreTable table = new ScoreTable(layout, components, posteriors);
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setModels(modelFile.toString())
            .setPosteriors(posteriors)
            .setSubsetRows(1)
            .build();
    NewOutput output = new NewOutput(directory, jobs, console());
    String text =
        output.fill(
            () -> {
              Journal.Done done =
                  directory.step(
                      "score",
                      jobs,
                      (run, to) -> run.score(layout, settings, written, table.avroSchema(), to));
              refuse(directory, done.output());
              add(output, directory, done.output());
              return new ScoreReport(done.counters()).text(directory.root())
                  + (layout.truth().isPresent()
                      ? ConfusionSheet.of(confusion(directory, done.output()), components)
                      : "");
            });
    console().print(text);
  }

  private ScoreFormat written() {
    for (ScoreFormat value : ScoreFormat.values()) {
      if (value.label().equals(format)) {
        return value;
      }
    }
    throw new UsageException("--format " + format + ": choose csv, avro or parquet");
  }

  /** Scores of some files only would look like all of them. */
  private static void refuse(RunDirectory directory, Path made) throws IOException {
    List<Path> refusals = directory.files(made, RefusalFile.PREFIX);
    if (!refusals.isEmpty()) {
      throw new BadInputException(directory.readText(refusals.get(0)));
    }
  }

  /** All that the job's format writes; confusion tables are printed, and that is all of them. */
  private static void add(NewOutput output, RunDirectory directory, Path made) throws IOException {
    for (Path file : directory.files(made, "")) {
      String name = file.getName();
      if (!name.startsWith(ScoreMapper.CONFUSION_PREFIX) && !name.equals(RunDirectory.SUCCESS)) {
        output.add(file, name);
      }
    }
  }

  /** Adds the tables of all splits. */
  private static ConfusionTable confusion(RunDirectory directory, Path made) throws IOException {
    ConfusionTable sum = new ConfusionTable();
    for (Path part : directory.files(made, ScoreMapper.CONFUSION_PREFIX)) {
      for (ConfusionCellRecord cell :
          directory.<ConfusionCellRecord>read(part, ConfusionCellRecord.getClassSchema())) {
        sum.add(cell.getTruth(), cell.getComponent(), cell.getWeight());
      }
    }
    return sum;
  }
}
