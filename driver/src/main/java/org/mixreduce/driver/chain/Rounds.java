package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.criterion.Patience;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.driver.run.Journal;

/**
 * The chain of fitting rounds: a job fits several K of every shape at once, and a shape goes on
 * until its pseudo-BIC has clearly turned.
 */
final class Rounds {

  private final RunDirectory directory;
  private final JobRunner jobs;
  private final FitRequest request;
  private final Console console;
  private final Map<CandidateKey, Candidate> fitted = new LinkedHashMap<>();
  private final Counts counts;

  /** What tells these rounds from those over other rows of the same run. */
  private final String name;

  Rounds(
      String name,
      RunDirectory directory,
      JobRunner jobs,
      FitRequest request,
      Console console,
      Counts counts) {
    this.name = name;
    this.directory = directory;
    this.jobs = jobs;
    this.request = request;
    this.console = console;
    this.counts = counts;
  }

  /** A shape on its way through the numbers of components. */
  private static final class Way {
    private final List<CandidateKey> left;
    private final Patience patience;

    Way(List<CandidateKey> keys, int patience) {
      this.left = new ArrayList<>(keys);
      this.patience = new Patience(patience);
    }

    List<CandidateKey> next(int count) {
      if (patience.exhausted()) {
        return List.of();
      }
      List<CandidateKey> round = List.copyOf(left.subList(0, Math.min(count, left.size())));
      left.removeAll(round);
      return round;
    }
  }

  /**
   * Fits what can be fitted.
   *
   * @param feasible which shapes and K to fit: those with enough rows, and not fitted by the run
   *     that is extended; shape by shape with K ascending
   * @param screening what the first round tells of the subsets; empty if it was told before
   * @return by key, in the order of fitting; nothing if the screening leaves subsets out, because
   *     then it is all to be done again without them
   */
  Map<CandidateKey, Candidate> run(
      RowLayout layout,
      List<CandidateKey> feasible,
      JobSettingsRecord.Builder settings,
      Optional<Screening> screening)
      throws IOException {
    List<Way> ways = new ArrayList<>();
    for (ModelType type : request.types()) {
      List<CandidateKey> keys = feasible.stream().filter(key -> key.type().equals(type)).toList();
      ways.add(new Way(keys, request.chain().patience()));
    }
    for (int round = 1; ; round++) {
      List<CandidateKey> keys = new ArrayList<>();
      for (Way way : ways) {
        keys.addAll(way.next(request.chain().round()));
      }
      if (keys.isEmpty()) {
        return fitted;
      }
      Optional<Screening> told = round == 1 ? screening : Optional.empty();
      List<Candidate> candidates = fit(layout, keys, settings, round, told);
      if (candidates.isEmpty()) {
        return Map.of();
      }
      for (Way way : ways) {
        candidates.stream()
            .filter(candidate -> candidate.key().type().equals(typeOf(way, ways)))
            .forEach(candidate -> way.patience.tell(candidate.pseudoBic().value()));
      }
      console.round(round, candidates);
    }
  }

  private ModelType typeOf(Way way, List<Way> ways) {
    return request.types().get(ways.indexOf(way));
  }

  private List<Candidate> fit(
      RowLayout layout,
      List<CandidateKey> keys,
      JobSettingsRecord.Builder settings,
      int round,
      Optional<Screening> screening)
      throws IOException {
    List<Integer> judges = screening.map(s -> s.judges(keys, layout.dimension())).orElse(List.of());
    console.progress(
        "round "
            + round
            + ": fitting "
            + Counted.of(keys.size(), "candidate")
            + " to every subset");
    settings.setCandidates(keys.stream().map(MixtureCodec::write).toList()).setJudges(judges);
    JobSettingsRecord complete = settings.build();
    Journal.Done done =
        directory.step(name + round, jobs, (run, place) -> run.fit(layout, complete, place));
    counts.add("fit", done.counters());
    Path output = done.output();
    if (screening.isPresent()) {
      screening.get().read(output, judges.stream().map(keys::get).toList());
      if (screening.get().leavesOut()) {
        return List.of();
      }
    }
    fitted.putAll(ReducedCandidates.collect(directory, output));
    return keys.stream().map(fitted::get).toList();
  }
}
