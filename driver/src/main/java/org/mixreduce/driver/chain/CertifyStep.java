package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ExpectationCodec;
import org.mixreduce.avro.ModelCodec;
import org.mixreduce.avro.record.ExpectationRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LiveModelRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.certify.LiveModel;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Console;

/**
 * Scans all rows until every live model is certified: each scan evaluates all that still move, and
 * updates them. Both origins of a candidate live to the end, because a scan costs the same reading
 * whatever the number of models; the better one represents the candidate.
 */
final class CertifyStep {

  private final RunDirectory directory;
  private final JobRunner jobs;
  private final FitRequest request;
  private final Console console;

  CertifyStep(RunDirectory directory, JobRunner jobs, FitRequest request, Console console) {
    this.directory = directory;
    this.jobs = jobs;
    this.request = request;
    this.console = console;
  }

  /** The certified origin of each candidate that has one. */
  Map<CandidateKey, Certification> run(
      RowLayout layout, Iterable<Candidate> candidates, Moments global) throws IOException {
    List<Certification> all = new ArrayList<>();
    for (Candidate candidate : candidates) {
      candidate
          .origins()
          .forEach(
              (origin, mixture) ->
                  all.add(
                      new Certification(
                          new LiveModel(all.size(), candidate.key(), origin, mixture))));
    }
    Penalty penalty = Penalty.of(request.local().penalty(), global.weight(), global);
    for (int scan = 0; scan <= request.chain().refine(); scan++) {
      List<Certification> live = all.stream().filter(model -> !model.ended()).toList();
      if (live.isEmpty()) {
        break;
      }
      console.progress("scan " + scan + ": certifying " + live.size() + " models on all rows");
      scan(layout, live, penalty, scan);
    }
    return best(all);
  }

  private void scan(RowLayout layout, List<Certification> live, Penalty penalty, int scan)
      throws IOException {
    Path models = directory.work("models-" + scan + ".avro");
    List<LiveModelRecord> records =
        live.stream().map(model -> ModelCodec.write(model.model())).toList();
    directory.write(models, LiveModelRecord.getClassSchema(), records);
    Path output = directory.work("scan-" + scan);
    JobSettingsRecord settings = Settings.of(request).setModels(models.toString()).build();
    jobs.certify(layout, settings, live.size(), output);
    Map<Integer, ExpectationRecord> sums = new LinkedHashMap<>();
    List<ExpectationRecord> found = directory.readParts(output, ExpectationRecord.getClassSchema());
    found.forEach(record -> sums.put(record.getSlot(), record));
    for (Certification model : live) {
      Expectation expectation =
          ExpectationCodec.read(sums.get(model.model().slot()), model.model().mixture().family());
      model.take(expectation, request.chain().refine(), request.chain().tolerance(), penalty);
    }
  }

  private static Map<CandidateKey, Certification> best(List<Certification> all) {
    Map<CandidateKey, Certification> best = new LinkedHashMap<>();
    for (Certification model : all) {
      if (!model.certified()) {
        continue;
      }
      best.merge(
          model.certifiedModel().candidate(),
          model,
          (a, b) -> b.score().logLikelihood() > a.score().logLikelihood() ? b : a);
    }
    return best;
  }
}
