package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ExpectationCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.ModelCodec;
import org.mixreduce.avro.record.ExpectationRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LiveModelRecord;
import org.mixreduce.avro.record.MixtureRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.certify.Contenders;
import org.mixreduce.core.certify.LiveModel;
import org.mixreduce.core.certify.Origins;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.driver.run.Journal;

/**
 * Scans all rows until every live model is certified: each scan evaluates all that still move, as
 * many at a time as map tasks have memory for, and updates them. All {@link Origins} of a candidate
 * go beside each other, because a scan costs the same reading whatever the number of models; the
 * best one represents the candidate. The candidate that is selected may go on, because a reader of
 * the result wants a maximum, and with it those that may yet overtake it, lest the one that went on
 * looks better than it is.
 */
final class CertifyStep {

  private final RunDirectory directory;
  private final JobRunner jobs;
  private final FitRequest request;
  private final Console console;
  private final Counts counts;
  private final Evaluations known;
  private final List<Origins> all = new ArrayList<>();
  private int scans;

  CertifyStep(
      RunDirectory directory,
      JobRunner jobs,
      FitRequest request,
      Console console,
      Counts counts,
      Evaluations known) {
    this.known = known;
    this.directory = directory;
    this.jobs = jobs;
    this.request = request;
    this.console = console;
    this.counts = counts;
  }

  /**
   * The certified origins of each candidate.
   *
   * @param room bytes that a map task has for models beyond the first
   */
  Map<CandidateKey, Origins> run(
      RowLayout layout, Iterable<Candidate> candidates, Moments global, long room)
      throws IOException {
    Certification.Rule rule =
        new Certification.Rule(
            request.chain().refine(),
            request.chain().tolerance(),
            Penalty.of(request.local().penalty(), global.weight(), global));
    candidates.forEach(candidate -> all.add(new Origins(candidate, rule)));
    List<Certification> live = ways();
    while (!live.isEmpty()) {
      scan(layout, live, room, "certifying " + Counted.of(live.size(), "model") + " on all rows");
      live = ways().stream().filter(model -> !model.ended()).toList();
    }
    return byCandidate();
  }

  private List<Certification> ways() {
    return all.stream().flatMap(origins -> origins.ways().stream()).toList();
  }

  private Map<CandidateKey, Origins> byCandidate() {
    Map<CandidateKey, Origins> found = new LinkedHashMap<>();
    all.forEach(origins -> found.put(origins.candidate(), origins));
    return found;
  }

  /**
   * Goes on with the best model if it has not arrived, and with its contenders, for up to {@value
   * Contenders#MORE_UPDATES} times as many exact updates again.
   *
   * @return the certified origins of each candidate, as after {@link #run}
   */
  Map<CandidateKey, Origins> goOn(RowLayout layout, long room) throws IOException {
    for (int more = 0; more < Contenders.MORE_UPDATES * request.chain().refine(); more++) {
      List<Certification> live = Contenders.underway(ways(), request.chain().criterion());
      if (live.isEmpty()) {
        break;
      }
      scan(layout, live, room, "going on with " + candidates(live) + ", not arrived yet");
    }
    return byCandidate();
  }

  private static String candidates(List<Certification> live) {
    return live.stream()
        .map(model -> model.candidate().toString())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** One mixture on all rows, and on each subset. */
  private record Evaluation(Expectation expectation, double[] subsets) {
    static Evaluation of(ExpectationRecord record, Mixture mixture) {
      return new Evaluation(
          ExpectationCodec.read(record, mixture.family()),
          MixtureCodec.unboxed(record.getSubsets()));
    }
  }

  private void scan(RowLayout layout, List<Certification> live, long room, String words)
      throws IOException {
    List<Mixture> mixtures = live.stream().flatMap(model -> model.proposals().stream()).toList();
    List<Evaluation> sums = evaluations(layout, mixtures, room, words);
    int next = 0;
    for (Certification model : live) {
      int end = next + model.proposals().size();
      List<Evaluation> own = sums.subList(next, end);
      model.take(
          own.stream().map(Evaluation::expectation).toList(),
          own.stream().map(Evaluation::subsets).toList());
      next = end;
    }
    all.forEach(Origins::letGo);
    scans++;
  }

  /** By jobs, but for what is known from the run that is extended. */
  private List<Evaluation> evaluations(
      RowLayout layout, List<Mixture> mixtures, long room, String words) throws IOException {
    List<MixtureRecord> records = mixtures.stream().map(MixtureCodec::write).toList();
    Map<MixtureRecord, ExpectationRecord> found = known.find(Set.copyOf(records));
    List<Mixture> unknown =
        IntStream.range(0, mixtures.size())
            .filter(i -> !found.containsKey(records.get(i)))
            .mapToObj(mixtures::get)
            .toList();
    List<ExpectationRecord> scanned = new ArrayList<>();
    if (!unknown.isEmpty()) {
      console.progress("scan " + scans + ": " + words);
    }
    while (scanned.size() < unknown.size()) {
      int from = scanned.size();
      int to = from + fitting(unknown.subList(from, unknown.size()), room);
      scanned.addAll(
          evaluate(layout, unknown.subList(from, to), name(scans, from, to, unknown.size())));
    }
    Iterator<ExpectationRecord> next = scanned.iterator();
    List<ExpectationRecord> all =
        records.stream()
            .map(record -> found.containsKey(record) ? found.get(record) : next.next())
            .toList();
    known.add(records, all);
    return IntStream.range(0, mixtures.size())
        .mapToObj(i -> Evaluation.of(all.get(i), mixtures.get(i)))
        .toList();
  }

  private static List<Long> parameters(List<Mixture> mixtures) {
    return mixtures.stream()
        .map(mixture -> mixture.family().freeParameters(mixture.size(), mixture.dimension()))
        .toList();
  }

  /** How many of the mixtures, one at least, a map task can hold beside each other. */
  static int fitting(List<Mixture> mixtures, long room) {
    long taken = 0;
    int count = 1;
    while (count < mixtures.size()) {
      Mixture mixture = mixtures.get(count);
      CandidateKey key = new CandidateKey(mixture.family().type(), mixture.size());
      taken += TaskMemory.live(key, mixture.dimension());
      if (taken > room) {
        break;
      }
      count++;
    }
    return count;
  }

  /** A driver that goes on with more memory for tasks takes other parts of a scan's mixtures. */
  static String name(int scan, int from, int to, int all) {
    return to - from == all ? String.valueOf(scan) : scan + "-" + from + "-" + to;
  }

  /** The E-steps of the mixtures over all rows, in their order. */
  private List<ExpectationRecord> evaluate(RowLayout layout, List<Mixture> mixtures, String name)
      throws IOException {
    Path file = directory.work("models-" + name + ".avro");
    List<LiveModelRecord> models = new ArrayList<>();
    for (Mixture mixture : mixtures) {
      models.add(ModelCodec.write(new LiveModel(models.size(), mixture)));
    }
    JobSettingsRecord settings = Settings.of(request).setModels(file.toString()).build();
    Journal.Done done =
        directory.step(
            "scan-" + name,
            jobs,
            (run, place) -> {
              directory.write(file, LiveModelRecord.getClassSchema(), models);
              return run.certify(layout, settings, parameters(mixtures), place);
            });
    counts.add("scan", done.counters());
    ExpectationRecord[] sums = new ExpectationRecord[models.size()];
    List<ExpectationRecord> found =
        directory.readParts(done.output(), ExpectationRecord.getClassSchema());
    found.forEach(record -> sums[record.getSlot()] = record);
    return List.of(sums);
  }
}
