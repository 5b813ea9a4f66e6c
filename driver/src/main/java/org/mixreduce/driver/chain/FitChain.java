package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.mixreduce.avro.LayoutCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.resample.Parts;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.InputProbe;
import org.mixreduce.driver.job.FusedMultiplyAdd;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.job.TaskHeap;
import org.mixreduce.driver.report.CandidatesCsv;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.driver.report.ModelJson;
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
    if (!FusedMultiplyAdd.available()) {
      console.warn(
          "this processor or JVM has no fused multiply-add (UseFMA is false): fits take ten times"
              + " as long, with the same results");
    }
    checkStartModel(layout);
    long room = checkMemory(layout, files);
    directory.claim(overwrite);
    try {
      manifest.input(files);
      if (request.reading().order() == FitRequest.RowOrder.SHUFFLED) {
        JobRunner shuffled = shuffle(layout, files, manifest);
        new FitChain(request, directory, shuffled, console)
            .run(layout, shuffled.files(), room, manifest);
      } else {
        run(layout, files, room, manifest);
      }
    } catch (BadInputException e) {
      directory.discard();
      throw e;
    } catch (IOException | RuntimeException e) {
      if (directory.replacesAnother()) {
        directory.discard();
      }
      throw e;
    }
  }

  /** Redistributes the rows within work in progress; the jobs over them there. */
  private JobRunner shuffle(RowLayout layout, InputFiles files, Manifest manifest)
      throws IOException {
    Path target = directory.work("shuffled");
    ShuffledRows rows =
        new ResampleStep(directory, jobs, console)
            .run(layout, Parts.ofBytes(files.bytes()), request.seed(), target);
    manifest.shuffled(rows);
    return jobs.over(target);
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
    publish(layout, results(layout.dimension(), rows, fitted, certified), profile, manifest);
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
            asked(),
            heap.sortMegabytes());
    need.check(heap, request.local());
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

  private List<CandidateKey> asked() {
    List<CandidateKey> keys = new ArrayList<>();
    for (ModelType type : request.types()) {
      for (int k : request.components()) {
        keys.add(new CandidateKey(type, k));
      }
    }
    return keys;
  }

  private List<CandidateKey> feasible(int dimension, double rows) {
    List<CandidateKey> feasible =
        asked().stream().filter(key -> parameters(key, dimension) < rows).toList();
    if (feasible.isEmpty()) {
      CandidateKey smallest = asked().get(0);
      throw new BadInputException(
          "too few rows: "
              + rows
              + " for the "
              + parameters(smallest, dimension)
              + " parameters of "
              + smallest
              + "; ask for fewer components, fewer columns or a"
              + " simpler --shape");
    }
    return feasible;
  }

  private static long parameters(CandidateKey key, int dimension) {
    return Mixture.freeParameters(Families.of(key.type()), key.components(), dimension);
  }

  private List<CandidateResult> results(
      int dimension,
      double rows,
      Map<CandidateKey, Candidate> fitted,
      Map<CandidateKey, Certification> certified) {
    List<CandidateResult> results = new ArrayList<>();
    for (CandidateKey key : asked()) {
      long parameters = parameters(key, dimension);
      CandidateResult.Status status;
      if (certified.containsKey(key)) {
        status = CandidateResult.Status.CERTIFIED;
      } else if (fitted.containsKey(key)) {
        status = CandidateResult.Status.DEGENERATE;
      } else if (parameters >= rows) {
        status = CandidateResult.Status.TOO_FEW_ROWS;
      } else {
        status = CandidateResult.Status.NOT_REACHED;
      }
      results.add(
          new CandidateResult(
              key,
              parameters,
              status,
              Optional.ofNullable(fitted.get(key)),
              Optional.ofNullable(certified.get(key))));
    }
    return results;
  }

  private void publish(
      RowLayout layout, List<CandidateResult> results, DataProfile profile, Manifest manifest)
      throws IOException {
    CandidateResult selected =
        Selection.of(results, request.chain().criterion())
            .orElseThrow(() -> new BadInputException(noneCertified(results)));
    ModelRecord model = model(layout, selected);
    directory.write(
        directory.file("candidates.csv"),
        CandidatesCsv.of(results, selected, profile.moments().weight()));
    directory.write(directory.file("model.avro"), ModelRecord.getClassSchema(), List.of(model));
    directory.write(directory.file("model.json"), ModelJson.of(model));
    manifest.selected(selected);
    directory.write(directory.file("manifest.json"), manifest.json());
    directory.finish();
    console.result(profile.counts(), results, selected, request.chain().criterion(), model);
  }

  private static String noneCertified(List<CandidateResult> results) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (CandidateResult result : results) {
      result
          .candidate()
          .map(candidate -> candidate.tally().message())
          .filter(message -> !message.isEmpty())
          .ifPresent(message -> reasons.putIfAbsent(result.key().toString(), message));
    }
    return "no candidate could be fitted: "
        + String.join("; ", reasons.values())
        + "; try --penalty 1, fewer columns or a simpler --shape";
  }

  private ModelRecord model(RowLayout layout, CandidateResult selected) {
    Certification certified = selected.certified().orElseThrow();
    return ModelRecord.newBuilder()
        .setVersion(Manifest.version())
        .setMixture(MixtureCodec.write(certified.mixture().sorted()))
        .setLayout(LayoutCodec.write(layout))
        .setWeight(certified.score().weight())
        .setLogLikelihood(certified.score().logLikelihood())
        .setClassification(certified.score().classification())
        .setPseudoBic(selected.candidate().map(c -> c.pseudoBic().value()).orElse(Double.NaN))
        .setOrigin(certified.origin())
        .setUpdates(certified.updates())
        .setSeed(request.seed())
        .build();
  }
}
