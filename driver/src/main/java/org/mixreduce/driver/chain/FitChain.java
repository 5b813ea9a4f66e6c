package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.InputProbe;
import org.mixreduce.driver.job.FusedMultiplyAdd;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.job.TaskHeap;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.mapper.record.InputFiles;

/** A run of {@code fit}: profile, rounds, certification, selection, publication. */
public final class FitChain {

  private final FitRequest request;
  private final RunDirectory directory;
  private final JobRunner jobs;
  private final Console console;

  /** A run that writes to a directory. */
  public FitChain(FitRequest request, RunDirectory directory, JobRunner jobs, Console console) {
    this.request = request;
    this.directory = directory;
    this.jobs = jobs;
    this.console = console;
  }

  /**
   * Runs to the end.
   *
   * @param overwrite whether an earlier run's output may go
   * @param manifest what the run will be remembered by; results are added to it
   * @throws BadInputException if the rows cannot be fitted; nothing is left then
   */
  public void run(boolean overwrite, Manifest manifest) throws IOException {
    InputFiles files = jobs.files();
    InputProbe probe =
        InputProbe.of(
            files, request.reading().syntax(), request.reading().header(), jobs.configuration());
    RowLayout layout = probe.layout(request.reading().columns());
    if (probe.looksLikeHeader()) {
      console.warn("the first line of the input looks like a header: add --header");
    }
    FusedMultiplyAdd.warning().ifPresent(console::warn);
    checkStartModel(layout);
    long room = checkMemory(layout, files);
    directory.fill(
        overwrite,
        () -> {
          manifest.input(files);
          run(layout, files, room, manifest);
        });
  }

  private void run(RowLayout layout, InputFiles files, long room, Manifest manifest)
      throws IOException {
    ProfileStep profileStep = new ProfileStep(directory, jobs);
    console.progress("profiling " + files.files().size() + " files, " + files.bytes() + " bytes");
    ProfileRecord record = profileStep.run(request, layout, files.bytes());
    DataProfile profile = ProfileCodec.read(record);
    ProfileCheck check = new ProfileCheck(profile, layout.featureNames());
    check.refuse(request.limits());
    console.profile(profile, layout, subsets(record));
    List<String> warnings = check.warnings();
    warnings.forEach(console::warn);
    manifest.profile(profile, layout.featureNames(), subsets(record), warnings);

    double rows = profile.moments().weight();
    List<CandidateKey> feasible = feasible(layout.dimension(), rows);
    JobSettingsRecord.Builder settings =
        Settings.of(request)
            .setProfile(profileStep.file().toString())
            .setPool(request.local().poolRows() > 0 ? profileStep.pool().toString() : "");
    Counts counts = new Counts();
    Map<CandidateKey, Candidate> fitted =
        new Rounds(directory, jobs, request, console, counts).run(layout, feasible, settings);

    Map<CandidateKey, Certification> certified =
        new CertifyStep(directory, jobs, request, console, counts)
            .run(layout, fitted.values(), profile.moments(), room);
    manifest.counters(counts);
    Outcome outcome = Outcome.of(request, layout.dimension(), rows, fitted, certified);
    Map<CandidateKey, Uncertainty> uncertainty =
        new StandardErrorStep(directory, jobs, request, console)
            .run(layout, outcome.withStandardErrors(request.chain().errors()), profile, settings);
    new Publication(directory, request, console)
        .publish(layout, profile, outcome, uncertainty, manifest);
  }

  private void checkStartModel(RowLayout layout) {
    request
        .startModel()
        .filter(start -> start.dimension() != layout.dimension())
        .ifPresent(
            start -> {
              throw new BadInputException(
                  "the --start model has "
                      + start.dimension()
                      + " variables, the input "
                      + layout.dimension()
                      + ": "
                      + layout.featureNames());
            });
  }

  /** Checks that tasks have the heap they need; returns what map tasks have beyond that. */
  private long checkMemory(RowLayout layout, InputFiles files) {
    TaskHeap heap = jobs.heap();
    TaskMemory need =
        TaskMemory.of(
            request.local(),
            layout.dimension(),
            mostRows(files, layout.dimension()),
            request.candidates(),
            heap.sortMegabytes());
    need.check(heap, request);
    return heap.mapBytes() - need.mapBytes();
  }

  /** A value takes a character and a delimiter at least; compressed ones may take less. */
  private double mostRows(InputFiles files, int dimension) {
    CompressionCodecFactory codecs = new CompressionCodecFactory(jobs.configuration());
    boolean compressed =
        files.files().stream().anyMatch(file -> codecs.getCodec(file.getPath()) != null);
    return compressed ? Double.POSITIVE_INFINITY : files.bytes() / (2.0 * dimension);
  }

  private static long subsets(ProfileRecord profile) {
    return profile.getSplits().stream().mapToLong(split -> split.getSubsets().size()).sum();
  }

  private List<CandidateKey> feasible(int dimension, double rows) {
    List<CandidateKey> feasible =
        request.candidates().stream().filter(key -> key.freeParameters(dimension) < rows).toList();
    if (feasible.isEmpty()) {
      CandidateKey smallest = request.candidates().get(0);
      throw new BadInputException(
          "too few rows: "
              + rows
              + " for the "
              + smallest.freeParameters(dimension)
              + " parameters of "
              + smallest
              + "; ask for fewer components, fewer columns or a"
              + " simpler --shape");
    }
    return feasible;
  }
}
