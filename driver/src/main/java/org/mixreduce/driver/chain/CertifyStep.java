package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ExpectationCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.ModelCodec;
import org.mixreduce.avro.record.ExpectationRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LiveModelRecord;
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
  private final List<Origins> all = new ArrayList<>();
  private int scans;

  CertifyStep(
      RunDirectory directory, JobRunner jobs, FitRequest request, Console console, Counts counts) {
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
      console.progress(
          "scan " + scans + ": certifying " + Counted.of(live.size(), "model") + " on all rows");
      scan(layout, live, room);
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
      console.progress(
          "scan "
              + scans
              + ": going on with "
              + live.stream()
                  .map(model -> model.candidate().toString())
                  .distinct()
                  .collect(Collectors.joining("; "))
              + ", not arrived yet");
      scan(layout, live, room);
    }
    return byCandidate();
  }

  /** One mixture on all rows, and on each subset. */
  private record Evaluation(Expectation expectation, double[] subsets) {}

  private void scan(RowLayout layout, List<Certification> live, long room) throws IOException {
    List<Mixture> mixtures = live.stream().flatMap(model -> model.proposals().stream()).toList();
    List<Evaluation> sums = new ArrayList<>();
    while (sums.size() < mixtures.size()) {
      List<Mixture> left = mixtures.subList(sums.size(), mixtures.size());
      sums.addAll(evaluate(layout, left.subList(0, fitting(left, room)), sums.size()));
    }
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

  /** The E-steps of the mixtures over all rows, in their order. */
  private List<Evaluation> evaluate(RowLayout layout, List<Mixture> mixtures, int first)
      throws IOException {
    String name = first == 0 ? String.valueOf(scans) : scans + "-" + first;
    Path file = directory.work("models-" + name + ".avro");
    List<LiveModelRecord> models = new ArrayList<>();
    for (Mixture mixture : mixtures) {
      models.add(ModelCodec.write(new LiveModel(models.size(), mixture)));
    }
    directory.write(file, LiveModelRecord.getClassSchema(), models);
    Path output = directory.work("scan-" + name);
    JobSettingsRecord settings = Settings.of(request).setModels(file.toString()).build();
    counts.add("scan", jobs.certify(layout, settings, models.size(), output));
    Evaluation[] sums = new Evaluation[models.size()];
    List<ExpectationRecord> found = directory.readParts(output, ExpectationRecord.getClassSchema());
    for (ExpectationRecord record : found) {
      int slot = record.getSlot();
      sums[slot] =
          new Evaluation(
              ExpectationCodec.read(record, mixtures.get(slot).family()),
              MixtureCodec.unboxed(record.getSubsets()));
    }
    return List.of(sums);
  }
}
