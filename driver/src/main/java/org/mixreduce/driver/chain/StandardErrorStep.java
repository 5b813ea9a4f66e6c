package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.file.DataFileStream;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.ModelCodec;
import org.mixreduce.avro.UncertaintyCodec;
import org.mixreduce.avro.record.BagPlanRecord;
import org.mixreduce.avro.record.BagSpreadRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LiveModelRecord;
import org.mixreduce.core.certify.LiveModel;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.uncertainty.BagPlan;
import org.mixreduce.core.uncertainty.BagSpread;
import org.mixreduce.core.uncertainty.MixtureParameters;
import org.mixreduce.core.uncertainty.Sandwich;
import org.mixreduce.core.uncertainty.ScoreSums;
import org.mixreduce.core.uncertainty.StandardErrors;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.driver.report.Manifest;

/**
 * Standard errors of certified models: a scan sends bags of rows to reducers, which replicate the
 * estimates on them. Where the bags differ too much for their average to be settled, another scan
 * draws others.
 */
final class StandardErrorStep {

  /** A standard error that is known to this, relative to itself, is known well enough. */
  private static final double SETTLED = 0.06;

  /** Rows of all bags of a wave that the sandwich sees. */
  private static final int SCORE_ROWS = 20_000;

  private final RunDirectory directory;
  private final JobRunner jobs;
  private final FitRequest request;
  private final Console console;
  private final Manifest manifest;

  StandardErrorStep(
      RunDirectory directory,
      JobRunner jobs,
      FitRequest request,
      Console console,
      Manifest manifest) {
    this.directory = directory;
    this.jobs = jobs;
    this.request = request;
    this.console = console;
    this.manifest = manifest;
  }

  /** A model on its way. */
  private static final class Subject {
    private final CandidateKey key;
    private final Mixture mixture;
    private final StandardErrors errors;
    private Optional<ScoreSums> scores = Optional.empty();

    Subject(CandidateKey key, Mixture mixture) {
      this.key = key;
      this.mixture = mixture;
      this.errors = new StandardErrors(MixtureParameters.like(mixture).list().size());
    }

    void add(BagResult bag) {
      errors.add(bag.spread());
      if (bag.scores().isPresent()) {
        scores = Optional.of(scores.map(bag.scores().get()::plus).orElse(bag.scores().get()));
      }
    }
  }

  private record BagResult(int bag, BagSpread spread, Optional<ScoreSums> scores) {}

  /**
   * The uncertainty of each model that has one.
   *
   * @param models certified mixtures, the largest weight first
   * @param settings what the jobs share, with the profile
   */
  Map<CandidateKey, Uncertainty> run(
      RowLayout layout,
      Map<CandidateKey, Mixture> models,
      DataProfile profile,
      JobSettingsRecord.Builder settings)
      throws IOException {
    Map<CandidateKey, Uncertainty> found = new LinkedHashMap<>();
    if (models.isEmpty()) {
      return found;
    }
    if (request.local().poolRows() == 0) {
      warn(
          "no standard errors: they need bags of rows, and without a pooled sample (--pool-rows 0)"
              + " every row stays in its mapper");
      return found;
    }
    List<Subject> subjects = new ArrayList<>();
    long rows = profile.counts().rows();
    models.forEach(
        (key, mixture) -> {
          if (canBeReplicated(key, mixture, rows)) {
            subjects.add(new Subject(key, mixture));
          }
        });
    if (subjects.isEmpty()) {
      return found;
    }
    BagPlan plan = plan(subjects, rows);
    warnOfSmallBags(plan, subjects, rows);
    Path file = directory.work("models-errors.avro");
    settings.setModels(file.toString());
    for (int from = 0; from < plan.bags() && !settled(subjects, from); from += BagPlan.WAVE) {
      int to = Math.min(from + BagPlan.WAVE, plan.bags());
      console.progress(
          "standard errors: replicating "
              + Counted.of(subjects.size(), "model")
              + " on "
              + Counted.of(to - from, "bag")
              + " of about "
              + Math.round(plan.share() * rows)
              + " rows");
      wave(layout, subjects, plan, from, to, settings);
    }
    Penalty penalty =
        Penalty.of(request.local().penalty(), profile.moments().weight(), profile.moments());
    for (Subject subject : subjects) {
      finish(subject, profile.moments().weight(), penalty)
          .ifPresent(uncertainty -> found.put(subject.key, uncertainty));
    }
    return found;
  }

  private void warn(String text) {
    console.warn(text);
    manifest.warning(text);
  }

  /** A bag of no more rows than parameters has a fit, but not one that tells anything. */
  private boolean canBeReplicated(CandidateKey key, Mixture mixture, long rows) {
    int most = request.chain().errors().bagRows();
    long size = Math.round(BagPlan.of(rows, mixture, most).share() * rows);
    boolean can = size == rows || size > mixture.freeParameters();
    if (!can) {
      warn(
          "no standard errors for "
              + key
              + ": bags of --bag-rows "
              + most
              + " have no more rows than it has parameters, "
              + mixture.freeParameters()
              + "; raise --bag-rows to "
              + Math.round(BagPlan.needed(mixture)));
    }
    return can;
  }

  private BagPlan plan(List<Subject> subjects, long rows) {
    return subjects.stream()
        .map(subject -> BagPlan.of(rows, subject.mixture, request.chain().errors().bagRows()))
        .reduce(BagPlan::larger)
        .orElseThrow();
  }

  private void warnOfSmallBags(BagPlan plan, List<Subject> subjects, long rows) {
    long size = Math.round(plan.share() * rows);
    for (Subject subject : subjects) {
      long needed = Math.round(BagPlan.needed(subject.mixture));
      if (plan.share() < 1 && size < needed) {
        warn(
            "bags of "
                + size
                + " rows are small for "
                + subject.key
                + ", whose scarcest component asks for "
                + needed
                + ": its standard errors may be far off; raise --bag-rows to "
                + needed);
      }
    }
  }

  private static List<LiveModelRecord> records(List<Subject> subjects) {
    List<LiveModelRecord> records = new ArrayList<>();
    for (Subject subject : subjects) {
      records.add(ModelCodec.write(new LiveModel(records.size(), subject.mixture)));
    }
    return records;
  }

  private static boolean settled(List<Subject> subjects, int bags) {
    return bags > 0
        && subjects.stream().allMatch(subject -> subject.errors.relativeError() <= SETTLED);
  }

  private void wave(
      RowLayout layout,
      List<Subject> subjects,
      BagPlan plan,
      int from,
      int to,
      JobSettingsRecord.Builder settings)
      throws IOException {
    int scoreRows = Math.max(1, SCORE_ROWS / (to - from));
    settings.setBags(new BagPlanRecord(plan.bags(), plan.share(), from, to, scoreRows));
    JobSettingsRecord complete = settings.build();
    Path output =
        directory
            .step(
                "bags-" + from,
                jobs,
                (run, place) -> {
                  directory.write(
                      new Path(complete.getModels()),
                      LiveModelRecord.getClassSchema(),
                      records(subjects));
                  return run.standardErrors(layout, complete, to - from, place);
                })
            .output();
    for (int slot = 0; slot < subjects.size(); slot++) {
      // In the order of the bags, whichever reducer had them.
      results(output, slot, subjects.get(slot)).stream()
          .sorted(Comparator.comparingInt(BagResult::bag))
          .forEach(subjects.get(slot)::add);
    }
  }

  private List<BagResult> results(Path output, int slot, Subject subject) throws IOException {
    List<BagResult> results = new ArrayList<>();
    for (Path part : directory.files(output, "part-r-")) {
      try (DataFileStream<BagSpreadRecord> records =
          ContainerFile.reader(
              BagSpreadRecord.getClassSchema(),
              part.getFileSystem(directory.configuration()).open(part))) {
        for (BagSpreadRecord record : records) {
          if (record.getSlot() == slot) {
            results.add(
                new BagResult(
                    record.getBag(),
                    UncertaintyCodec.readSpread(record),
                    UncertaintyCodec.readScores(record, subject.mixture)));
          }
        }
      }
    }
    return results;
  }

  private Optional<Uncertainty> finish(Subject subject, double total, Penalty penalty) {
    if (subject.errors.bags() == 0) {
      warn(
          "no standard errors for "
              + subject.key
              + ": no bag of rows gave a sound fit; fewer components would");
      return Optional.empty();
    }
    Optional<double[]> sandwich =
        subject.scores.flatMap(
            scores -> Sandwich.scaledStandardErrors(subject.mixture, scores, total, penalty));
    return Optional.of(Uncertainty.of(subject.mixture, subject.errors, sandwich));
  }
}
