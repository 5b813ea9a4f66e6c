package org.mixreduce.driver.chain;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.input.InvalidInputException;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Origins;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.resample.Parts;
import org.mixreduce.core.trust.Apart;
import org.mixreduce.core.trust.Verdict;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.driver.run.RunRecord;
import org.mixreduce.driver.run.Start;
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
   * @param start how it begins
   * @param free options that may differ from those of the run that is resumed or extended
   * @param manifest what the run will be remembered by; results are added to it
   * @throws BadInputException if the rows cannot be fitted; nothing is left then
   */
  public void run(Start start, Set<String> free, Manifest manifest) throws IOException {
    manifest.inputPaths(jobs.inputs());
    Tenancy tenancy = new Tenancy(directory, jobs, console);
    if (start == Start.RESUME
        && directory.isFinished()
        && tenancy.tellIfFinished(wanted(start, free, filesLeft(), manifest))) {
      return;
    }
    Preflight ready = Preflight.of(request, jobs, console);
    ready.refuseOwnOutput(request, directory);
    RowLayout layout = ready.layout();
    InputFiles files = ready.files();
    long room = ready.room();
    tenancy.fill(
        wanted(start, free, Optional.of(files), manifest),
        () -> {
          if (request.reading().order() == FitRequest.RowOrder.SHUFFLED) {
            JobRunner shuffled = shuffle(layout, files, manifest);
            new FitChain(request, directory, shuffled, console)
                .run(tenancy.start(), layout, shuffled.files(), room, manifest);
          } else {
            run(tenancy.start(), layout, files, room, manifest);
          }
        });
  }

  /** The files of the input; none are left where a run has read them and they were removed. */
  private Optional<InputFiles> filesLeft() throws IOException {
    try {
      return Optional.of(jobs.files());
    } catch (FileNotFoundException | InvalidInputException e) {
      return Optional.empty();
    }
  }

  private Tenancy.Wanted wanted(
      Start start, Set<String> free, Optional<InputFiles> files, Manifest manifest)
      throws IOException {
    if (files.isPresent()) {
      manifest.input(files.get(), jobs.configuration());
    }
    if (request.startModel().isPresent()) {
      Path model = new Path(request.startModel().get().file());
      manifest.startModel(model.getFileSystem(jobs.configuration()).getFileStatus(model));
    }
    return new Tenancy.Wanted(start, manifest.record(), free);
  }

  private void run(Start start, RowLayout layout, InputFiles files, long room, Manifest manifest)
      throws IOException {
    if (start == Start.EXTEND) {
      extend(layout, room, manifest);
    } else {
      run(layout, files, room, manifest);
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
    console.progress(
        "profiling " + Counted.of(files.files().size(), "file") + ", " + files.bytes() + " bytes");
    ProfileStep profiling = new ProfileStep(directory, jobs, ProfileStep.Over.ALL);
    ProfileRecord record = profiling.run(request, layout, files.bytes());
    Ground all = new Ground(jobs, profiling, ProfileCodec.read(record), layout);
    all.check().refuse(request.limits());
    tell(all, layout, ProfileStep.subsets(record), manifest);
    Screening screening = new Screening(directory, request.aggregate());
    Preflight.refuseFew(request, ProfileStep.subsets(record));
    Counts counts = new Counts();
    Map<CandidateKey, Candidate> fitted =
        rounds("round-", all, layout, Map.of(), Optional.of(screening), counts);
    screening.found().ifPresent(found -> manifest.outlying(found, screening.leavesOut()));
    Ground ground = all;
    if (screening.leavesOut()) {
      console.print("\n" + screening.found().orElseThrow().leftOut());
      ground = withoutOutlying(layout, files, record, screening, manifest);
      fitted = rounds("round-left-", ground, layout, Map.of(), Optional.empty(), counts);
    } else {
      screening
          .found()
          .filter(found -> !found.outlying().isEmpty())
          .ifPresent(found -> console.warn(found.warning()));
    }
    finish(layout, ground, screening.apart(), fitted, room, counts, manifest);
    if (screening.leavesOut()) {
      console.print("\n" + screening.found().orElseThrow().leftOut());
    }
  }

  /** Adds candidates to those of the run whose results stand there, over the same rows. */
  private void extend(RowLayout layout, long room, Manifest manifest) throws IOException {
    RunRecord earlier =
        RunRecord.read(directory.readText(directory.published(RunDirectory.MANIFEST)));
    refuseDroppedPool();
    manifest.extended(earlier);
    Screening screening = new Screening(directory, request.aggregate());
    screening.recall(earlier);
    screening.found().ifPresent(found -> manifest.outlying(found, screening.leavesOut()));
    JobRunner left = screening.leavesOut() ? jobs.without(screening.leftOut()) : jobs;
    ProfileStep profiled = new ProfileStep(directory, left, ProfileStep.Over.ALL);
    ProfileRecord record = profiled.known();
    Ground ground = new Ground(left, profiled, ProfileCodec.read(record), layout);
    tell(ground, layout, ProfileStep.subsets(record), manifest);
    Counts counts = new Counts();
    Map<CandidateKey, Candidate> fitted =
        rounds(
            "round-", ground, layout, ReducedCandidates.known(directory), Optional.empty(), counts);
    finish(layout, ground, screening.apart(), fitted, room, counts, manifest);
  }

  private void refuseDroppedPool() throws IOException {
    Optional<Path> pool = new ProfileStep(directory, jobs, ProfileStep.Over.ALL).pool(request);
    if (pool.isPresent() && !directory.fileSystem().exists(pool.get())) {
      throw new UsageException(
          "--extend: the run in "
              + directory.root()
              + " has no "
              + pool.get().getName()
              + " any more (--drop-pool), which new candidates are fitted to: fit all anew with"
              + " --overwrite");
    }
  }

  /** What a part of the run stands on: jobs that read certain rows, and what is known of these. */
  private record Ground(JobRunner jobs, ProfileStep kept, DataProfile profile, ProfileCheck check) {
    Ground(JobRunner jobs, ProfileStep kept, DataProfile profile, RowLayout layout) {
      this(jobs, kept, profile, new ProfileCheck(profile, layout.featureNames()));
    }

    double rows() {
      return profile.moments().weight();
    }
  }

  private void tell(Ground ground, RowLayout layout, long subsets, Manifest manifest) {
    console.profile(ground.profile(), layout, subsets);
    List<String> warnings = ground.check().warnings();
    warnings.forEach(console::warn);
    manifest.profile(ground.profile(), layout.featureNames(), subsets, warnings);
  }

  /**
   * Everything that was known of all rows is told anew of those that are left: how many, their
   * moments (which scale and penalise fits), the pooled sample.
   */
  private Ground withoutOutlying(
      RowLayout layout,
      InputFiles files,
      ProfileRecord record,
      Screening screening,
      Manifest manifest)
      throws IOException {
    JobRunner left = jobs.without(screening.write(record));
    console.progress("profiling what is left");
    ProfileStep profiling = new ProfileStep(directory, left, ProfileStep.Over.LEFT);
    ProfileRecord again = profiling.run(request, layout, files.bytes());
    Ground ground = new Ground(left, profiling, ProfileCodec.read(again), layout);
    ground.check().refuseColumns();
    tell(ground, layout, ProfileStep.subsets(again), manifest);
    return ground;
  }

  private JobSettingsRecord.Builder settings(Ground ground) throws IOException {
    return Settings.of(request)
        .setProfile(ground.kept().knownFile().toString())
        .setPool(ground.kept().pool(request).map(Path::toString).orElse(""));
  }

  /**
   * Fits what can be fitted and is not known.
   *
   * @return all that is fitted, in the order in which it was asked for
   */
  private Map<CandidateKey, Candidate> rounds(
      String name,
      Ground ground,
      RowLayout layout,
      Map<CandidateKey, Candidate> known,
      Optional<Screening> screening,
      Counts counts)
      throws IOException {
    List<CandidateKey> unknown =
        Preflight.feasible(request, layout.dimension(), ground.rows()).stream()
            .filter(key -> !known.containsKey(key))
            .toList();
    Map<CandidateKey, Candidate> fitted =
        new Rounds(name, directory, ground.jobs(), request, console, counts)
            .run(layout, unknown, settings(ground), screening);
    Map<CandidateKey, Candidate> all = new LinkedHashMap<>();
    for (CandidateKey key : request.candidates()) {
      Candidate candidate = known.getOrDefault(key, fitted.get(key));
      if (candidate != null) {
        all.put(key, candidate);
      }
    }
    return all;
  }

  private void finish(
      RowLayout layout,
      Ground ground,
      Optional<Apart> apart,
      Map<CandidateKey, Candidate> fitted,
      long room,
      Counts counts,
      Manifest manifest)
      throws IOException {
    DataProfile profile = ground.profile();
    Map<CandidateKey, Origins> certified;
    try (Evaluations evaluations = Evaluations.of(directory)) {
      CertifyStep step =
          new CertifyStep(directory, ground.jobs(), request, console, counts, evaluations);
      step.run(layout, fitted.values(), profile.moments(), room);
      certified = step.goOn(layout, room);
    }
    ReducedCandidates.write(directory, fitted.values());
    manifest.counters(counts);
    Outcome outcome =
        Outcome.of(request, layout.dimension(), ground.rows(), fitted, certified, Basis.ALL_ROWS);
    Map<CandidateKey, Uncertainty> uncertainty =
        new StandardErrorStep(directory, ground.jobs(), request, console, manifest)
            .run(
                layout,
                outcome.withStandardErrors(request.chain().errors().choice()),
                profile,
                settings(ground));
    Verdict verdict =
        new VerdictStep(directory, request)
            .run(
                outcome,
                List.copyOf(fitted.keySet()),
                Optional.ofNullable(uncertainty.get(outcome.selected().key())),
                new VerdictStep.Known(
                    request.candidates(),
                    profile.moments(),
                    ground.kept().pool(request),
                    ground.check().atoms(),
                    apart));
    ground.kept().publish();
    new Publication(directory, request, console, Basis.ALL_ROWS)
        .publish(layout, profile, outcome, uncertainty, Optional.of(verdict), manifest);
  }
}
