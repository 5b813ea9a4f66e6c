package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.SampleRowRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Origins;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.trust.Verdict;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.LongestFiles;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.FusedMultiplyAdd;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.job.TaskHeap;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.driver.run.Journal;
import org.mixreduce.driver.run.Start;
import org.mixreduce.driver.runs.EarlierRun;
import org.mixreduce.driver.runs.EarlierRuns;
import org.mixreduce.driver.runs.PooledSamples;

/**
 * A run of {@code aggregate}: the profiles, pooled samples and local fits of earlier runs are added
 * up and reduced as if one run had left them; then certification if rows are given, selection and
 * publication as in {@link FitChain}.
 */
public final class AggregateChain {

  private final AggregateRequest request;
  private final EarlierRuns runs;
  private final PooledSamples pools;
  private final RunDirectory directory;
  private final JobRunner jobs;
  private final Console console;
  private final Counts counts = new Counts();

  /**
   * A run that writes to a directory.
   *
   * @param jobs over the rows to certify on, if there are any
   */
  public AggregateChain(
      AggregateRequest request,
      EarlierRuns runs,
      RunDirectory directory,
      JobRunner jobs,
      Console console) {
    this.request = request;
    this.runs = runs;
    this.pools = new PooledSamples(runs, jobs.configuration());
    this.directory = directory;
    this.jobs = jobs;
    this.console = console;
  }

  /**
   * Runs to the end.
   *
   * @param rows the layout of the rows to certify on; empty if there are none
   * @param overwrite whether an earlier run's output may go
   * @param manifest what the run will be remembered by; results are added to it
   * @throws BadInputException if the runs, or the rows, cannot be used; nothing is left then
   */
  public void run(Optional<RowLayout> rows, boolean overwrite, Manifest manifest)
      throws IOException {
    AggregatePlan plan = AggregatePlan.of(request, runs, pools);
    FusedMultiplyAdd.warning().ifPresent(console::warn);
    keepRunsApart();
    long room = checkMemory(plan, rows);
    runs.tell(manifest);
    manifest.option("subset-rows", String.valueOf(plan.fit().local().subsetRows()));
    manifest.option("pool-rows", String.valueOf(plan.fit().local().poolRows()));
    manifest.option("penalty", String.valueOf(plan.fit().local().penalty()));
    new Tenancy(directory, jobs, console)
        .fill(
            new Tenancy.Wanted(
                overwrite ? Start.OVERWRITE : Start.FRESH, manifest.record(), Set.of()),
            () -> run(plan, rows, room, manifest));
  }

  /** What is replaced is removed, and runs beneath it would be gone. */
  private void keepRunsApart() {
    for (EarlierRun run : runs.list()) {
      for (Path path = run.directory(); path != null; path = path.getParent()) {
        if (path.equals(directory.root())) {
          throw new UsageException(
              "--output " + directory.root() + " holds the run in " + run + ": choose another");
        }
      }
    }
  }

  /** Checks that tasks have the heap they need; returns what map tasks have beyond that. */
  private long checkMemory(AggregatePlan plan, Optional<RowLayout> rows) throws IOException {
    TaskHeap heap = jobs.heap();
    TaskMemory need =
        TaskMemory.of(
            plan.fit().local(),
            runs.layout().dimension(),
            Double.POSITIVE_INFINITY,
            plan.candidates(),
            heap.sortMegabytes());
    need.checkReduce(heap, plan.fit().local());
    if (rows.isPresent()) {
      need = need.reading(LongestFiles.held(jobs.files(), rows.get(), jobs.configuration()));
      need.checkMap(heap, plan.fit().local());
      need.checkBags(heap, plan.fit());
      need.bound(heap, jobs.configuration());
    }
    return need.room(heap);
  }

  private void run(AggregatePlan plan, Optional<RowLayout> rows, long room, Manifest manifest)
      throws IOException {
    ProfileRecord record = runs.profile();
    DataProfile profile = ProfileCodec.read(record);
    RowLayout layout = runs.layout();
    List<String> warnings = new ArrayList<>(plan.warnings());
    ProfileCheck check = new ProfileCheck(profile, layout.featureNames());
    warnings.addAll(check.warnings());
    ProfileStep kept = new ProfileStep(directory, jobs, ProfileStep.Over.ALL);
    directory.write(kept.file(), ProfileRecord.getClassSchema(), List.of(record));
    if (plan.fit().local().poolRows() > 0) {
      pool(plan.fit(), profile.counts().rows(), kept.pool(), warnings);
    }
    long subsets = ProfileStep.subsets(record);
    console.runs(runs.names());
    console.profile(profile, layout, subsets);
    warnings.forEach(console::warn);
    manifest.profile(profile, layout.featureNames(), subsets, warnings);

    Map<CandidateKey, Candidate> reduced = reduce(plan, kept, subsets);
    Ending ending =
        rows.isPresent()
            ? certify(plan.fit(), rows.get(), reduced, profile.moments(), room)
            : new Ending(Basis.LOCAL_FITS, profile, Map.of());
    manifest.counters(counts);
    Outcome outcome =
        Outcome.of(
            plan.fit(),
            layout.dimension(),
            ending.rows().moments().weight(),
            reduced,
            ending.certified(),
            ending.basis());
    Map<CandidateKey, Uncertainty> uncertainty = new LinkedHashMap<>();
    Optional<Verdict> verdict = Optional.empty();
    if (ending.basis() == Basis.ALL_ROWS) {
      uncertainty.putAll(
          new StandardErrorStep(directory, jobs, plan.fit(), console, manifest)
              .run(
                  rows.orElseThrow(),
                  outcome.withStandardErrors(plan.fit().chain().errors().choice()),
                  ending.rows(),
                  settings(plan.fit(), kept)));
      verdict =
          Optional.of(
              new VerdictStep(directory, plan.fit())
                  .ofEarlierFits(
                      outcome,
                      plan.candidates(),
                      Optional.ofNullable(uncertainty.get(outcome.selected().key())),
                      new VerdictStep.Known(
                          plan.candidates(),
                          ending.rows().moments(),
                          kept.pool(plan.fit()),
                          check.atoms(),
                          Optional.empty())));
    }
    new Publication(directory, plan.fit(), console, ending.basis())
        .publish(layout, ending.rows(), outcome, uncertainty, verdict, manifest);
  }

  private static JobSettingsRecord.Builder settings(FitRequest fit, ProfileStep kept)
      throws IOException {
    return Settings.of(fit)
        .setProfile(kept.file().toString())
        .setPool(kept.pool(fit).map(Path::toString).orElse(""));
  }

  private void pool(FitRequest fit, long rows, Path file, List<String> warnings)
      throws IOException {
    PooledSamples.Union union = pools.unite(fit.local().poolRows(), rows, new Seed(fit.seed()));
    directory.write(file, SampleRowRecord.getClassSchema(), union.records());
    union
        .bound()
        .ifPresent(
            run ->
                warnings.add(
                    "the pooled sample has "
                        + union.entries().size()
                        + " rows, not --pool-rows "
                        + fit.local().poolRows()
                        + ": the run in "
                        + run
                        + " kept the smallest share of its rows; fit it with more --pool-rows"));
  }

  private Map<CandidateKey, Candidate> reduce(AggregatePlan plan, ProfileStep kept, long subsets)
      throws IOException {
    JobSettingsRecord settings =
        settings(plan.fit(), kept)
            .setCandidates(plan.candidates().stream().map(MixtureCodec::write).toList())
            .setEarlierRuns(runs.records())
            .build();
    console.progress(
        "aggregating "
            + plan.candidates().size()
            + " candidates of "
            + Counted.of(runs.list().size(), "run")
            + ", "
            + subsets
            + " local fits each");
    Journal.Done done =
        directory.step("aggregate", jobs, (run, place) -> run.aggregate(settings, place));
    counts.add("aggregate", done.counters());
    Map<CandidateKey, Candidate> found = ReducedCandidates.collect(directory, done.output());
    List<Candidate> reduced = plan.candidates().stream().map(found::get).toList();
    for (int c = 0; c < reduced.size(); c++) {
      checkComplete(plan.candidates().get(c), reduced.get(c), subsets);
    }
    console.candidates("aggregated from " + Counted.of(runs.list().size(), "run"), reduced);
    return found;
  }

  /** A file of local fits that breaks off between its blocks reads like a shorter one. */
  private static void checkComplete(CandidateKey key, Candidate candidate, long subsets) {
    long fits = candidate == null ? 0 : candidate.tally().fits() + candidate.tally().failures();
    if (fits != subsets) {
      throw new BadInputException(
          "the runs have "
              + subsets
              + " subsets, but "
              + fits
              + " local fits of "
              + key
              + ": a file beneath fits/ is not whole; fit that run again");
    }
  }

  /** What the choice rests on, the rows that it is about, and what they say. */
  private record Ending(Basis basis, DataProfile rows, Map<CandidateKey, Origins> certified) {}

  private Ending certify(
      FitRequest fit,
      RowLayout layout,
      Map<CandidateKey, Candidate> reduced,
      Moments all,
      long room)
      throws IOException {
    console.progress("comparing the rows of --input with those of the runs");
    GivenRows given = GivenRows.scan(directory, jobs, fit.withoutPool(), layout, all);
    if (given.basis() == Basis.OTHER_ROWS) {
      console.warn(given.difference(all, runs.list()));
    }
    CertifyStep step =
        new CertifyStep(
            directory, jobs, given.certifying(fit), console, counts, Evaluations.none(directory));
    step.run(layout, reduced.values(), given.profile().moments(), room);
    return new Ending(given.basis(), given.profile(), step.goOn(layout, room));
  }
}
