package org.mixreduce.driver.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.resample.Parts;
import org.mixreduce.driver.chain.NewOutput;
import org.mixreduce.driver.chain.ResampleStep;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.chain.ShuffledRows;
import org.mixreduce.driver.input.InputProbe;
import org.mixreduce.driver.input.LoneMappers;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.mapper.record.InputFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mixreduce resample}. */
@Command(
    name = "resample",
    sortOptions = false,
    customSynopsis = "mixreduce resample [-D key=value ...] --input PATHS --output DIR [OPTIONS]",
    description = {
      "Redistributes rows at random over files, for data that arrive sorted.",
      "Lines stay as they are, malformed ones too; the source stays untouched."
    },
    footer = {
      "",
      "Leaves shuffled-00000 and so on, in random order within and between, each",
      "with the header if there is one; _manifest.json; _SUCCESS, written last. Of N",
      "rows each of P parts has N/P, give or take their root. Blank lines are left",
      "out, and lines end in LF.",
      "",
      "Input compressed by Hadoop's codecs is read; output is compressed if",
      "-D mapreduce.output.fileoutputformat.compress=true asks for it.",
      "",
      "Example:",
      "  mixreduce resample --input testdata/faithful.csv --header --output rows"
    })
final class ResampleCommand extends RunnableCommand {

  private static final String MANIFEST = "_manifest.json";

  @Mixin InputOption input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "where rows go; must not exist, or be empty, nor lie inside the input")
  String place;

  @Option(
      names = "--parts",
      paramLabel = "N",
      description = "how many files (default: one for each 128 MB of input, a block of HDFS)")
  Optional<Integer> parts = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of the order; the same seed gives the same bytes (default: 1)")
  long seed = 1;

  @Mixin TextOptions text;

  @Override
  void run() throws IOException {
    parts.ifPresent(count -> atLeast("--parts", count, 1));
    text.choose(configuration());
    JobRunner jobs = new JobRunner(configuration(), input.paths);
    RunDirectory directory = new RunDirectory(place, jobs.configuration());
    InputFiles files = jobs.files();
    InputProbe probe = probe(files, jobs);
    LoneMappers.warning(files, probe.source().format(), jobs.configuration())
        .ifPresent(console()::warn);
    Parts cut = parts.map(Parts::new).orElse(Parts.ofBytes(files.bytes()));
    NewOutput output = new NewOutput(directory, jobs, console());
    ShuffledRows rows = output.fill(() -> move(output, directory, jobs, probe.unparsed(), cut));
    console().print(note(rows, directory));
  }

  private ShuffledRows move(
      NewOutput output, RunDirectory directory, JobRunner jobs, RowLayout layout, Parts cut)
      throws IOException {
    ResampleStep.Shuffled shuffled =
        new ResampleStep(directory, jobs, console()).run(layout, cut, seed);
    for (Path part : shuffled.parts()) {
      output.add(part, part.getName());
    }
    Manifest manifest = new Manifest("resample", arguments());
    manifest.input(jobs.files(), jobs.configuration());
    manifest.shuffled(shuffled.rows());
    Path file = directory.work(MANIFEST);
    directory.write(file, manifest.json());
    output.add(file, MANIFEST);
    return shuffled.rows();
  }

  /** Names shuffled among the rows could never be found again. */
  private InputProbe probe(InputFiles files, JobRunner jobs) throws IOException {
    InputProbe probe =
        InputProbe.of(
            files,
            text.syntax(TextOptions.defaults(), List.of()),
            Boolean.TRUE.equals(text.header),
            jobs.configuration());
    if (probe.source().hasSchema()) {
      throw new UsageException(
          "resample moves lines of text, and the input is "
              + probe.source().format()
              + ": fit --shuffle redistributes its rows");
    }
    if (text.header == null && probe.looksLikeHeader()) {
      throw new UsageException(
          "the first line of the input looks like a header: add --header, or --no-header if it is"
              + " a row");
    }
    return probe;
  }

  private String note(ShuffledRows rows, RunDirectory directory) {
    return "moved "
        + rows
        + " to "
        + directory.root()
        + "\nnext: mixreduce fit --input "
        + directory.root()
        + (Boolean.TRUE.equals(text.header) ? " --header" : "")
        + text.delimiter.map(delimiter -> " --delimiter '" + delimiter + "'").orElse("")
        + text.quote.map(quote -> " --quote '" + quote + "'").orElse("")
        + " --output DIR --k RANGE\n";
  }
}
