package org.mixreduce.driver.chain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ShuffledPartRecord;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.resample.Parts;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.HeaderLine;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.mapper.record.AsText;
import org.mixreduce.mapper.record.InputFiles;
import org.mixreduce.mapper.record.InputSettings;
import org.mixreduce.mapper.record.RefusalFile;
import org.mixreduce.reducer.resample.ResampleReducer;

/** Redistributes the rows of the input at random over the files of a directory. */
public final class ResampleStep {

  private final RunDirectory directory;
  private final JobRunner jobs;

  private final Console console;

  /** A step whose work in progress lives in that directory. */
  public ResampleStep(RunDirectory directory, JobRunner jobs, Console console) {
    this.directory = directory;
    this.jobs = jobs;
    this.console = console;
  }

  /**
   * What the job made.
   *
   * @param parts files of lines, sorted by name
   * @param rows how they fell over these
   */
  public record Shuffled(List<Path> parts, ShuffledRows rows) {}

  /**
   * Runs the job and moves the parts to their place.
   *
   * @param layout of which only the header and its syntax count
   * @param parts how many files to make
   * @param seed the root seed
   * @param target the directory of the files
   * @throws BadInputException if headers differ
   */
  ShuffledRows run(RowLayout layout, Parts parts, long seed, Path target) throws IOException {
    Shuffled shuffled = run(layout, parts, seed);
    for (Path part : shuffled.parts()) {
      directory.keep(part, new Path(target, part.getName()));
    }
    return shuffled.rows();
  }

  /**
   * Runs the job.
   *
   * @param layout of which only the header and its syntax count
   * @param parts how many files to make
   * @param seed the root seed
   * @throws BadInputException if headers differ
   */
  public Shuffled run(RowLayout layout, Parts parts, long seed) throws IOException {
    InputFiles files = jobs.files();
    console.progress(
        "redistributing "
            + Counted.of(files.files().size(), "file")
            + ", "
            + files.bytes()
            + " bytes, over "
            + Counted.of(parts.count(), "part"));
    AsText text = new InputSettings(layout).format().asText(layout);
    byte[] header =
        text.layout().header().isPresent()
            ? HeaderLine.of(layout, files, jobs.configuration())
            : new byte[0];
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setSeed(seed)
            .setParts(parts.count())
            .setHeader(ByteBuffer.wrap(header))
            .build();
    Path output =
        directory
            .step("resample", jobs, (run, place) -> run.resample(layout, settings, place))
            .output();
    List<Path> refusals = directory.files(output, RefusalFile.PREFIX);
    if (!refusals.isEmpty()) {
      throw new BadInputException(directory.readText(refusals.get(0)));
    }
    return new Shuffled(
        directory.files(output, ResampleReducer.FILE_PREFIX),
        ShuffledRows.of(
            directory.<ShuffledPartRecord>readParts(output, ShuffledPartRecord.getClassSchema())));
  }
}
