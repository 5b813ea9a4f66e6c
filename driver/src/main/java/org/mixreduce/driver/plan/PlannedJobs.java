package org.mixreduce.driver.plan;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.uncertainty.BagPlan;
import org.mixreduce.driver.chain.FitRequest;
import org.mixreduce.driver.job.SumReducers;

/** How many jobs of which kind, and what they take. */
final class PlannedJobs {

  /** N up to which all local fits are certified to the end. */
  private static final double FEW_ROWS = 20_000;

  private final FitRequest request;
  private final ChainLength chain;
  private final Division rows;
  private final Timing timing;
  private final long modelsInScan;

  PlannedJobs(
      FitRequest request, ChainLength chain, Division rows, Timing timing, long modelsInScan) {
    this.request = request;
    this.chain = chain;
    this.rows = rows;
    this.timing = timing;
    this.modelsInScan = modelsInScan;
  }

  /**
   * The jobs.
   *
   * @param reducers of every job where the user has set them, else 0
   */
  JobLines lines(Containers containers, int reducers) {
    boolean robust = request.aggregate() == FitRequest.Aggregate.ROBUST;
    boolean shuffled = request.reading().order() == FitRequest.RowOrder.SHUFFLED;
    JobLines lines = new JobLines(containers.jobSeconds());
    double read = timing.reading();
    if (shuffled) {
      // Each line is read, sorted, moved and written.
      lines.add("resample", 1, 1, rows.splits(), reduces(reducers, 1), new Span(read, 4 * read));
    }
    int again = robust ? 1 : 0;
    lines.add(
        "profile",
        1,
        1 + again,
        rows.splits(),
        reduces(reducers, 1),
        new Span(read, read * (1 + again)));
    double first = timing.round(chain.most().get(0));
    lines.add(
        "fit",
        chain.least().size(),
        chain.most().size() + again,
        rows.splits(),
        reduces(reducers, widest()),
        new Span(rounds(chain.least()), rounds(chain.most()) + again * first));
    lines.add(
        "certify",
        scanJobs(chain.least(), chain.leastScans()),
        scanJobs(chain.most(), chain.usualScans()),
        rows.splits(),
        reduces(reducers, sumReducers()),
        new Span(
            scans(chain.least(), chain.leastScans()), scans(chain.most(), chain.usualScans())));
    addBags(lines, reducers);
    return lines;
  }

  /** Of the first scan, which has most models. */
  private int sumReducers() {
    List<CandidateKey> keys = ChainLength.candidates(chain.most());
    int mixtures = mixtures(0);
    double parameters =
        keys.stream().mapToDouble(key -> key.freeParameters(dimension())).sum() * mixtures;
    return SumReducers.of(keys.size() * mixtures, parameters, rows.splits());
  }

  private static String reduces(int asked, int otherwise) {
    return String.valueOf(asked > 0 ? asked : otherwise);
  }

  private int widest() {
    return chain.most().stream().mapToInt(List::size).max().orElse(0);
  }

  private double rounds(List<List<CandidateKey>> rounds) {
    return rounds.stream().mapToDouble(timing::round).sum();
  }

  private int mixtures(int scan) {
    return ChainLength.mixtures(scan, rows.weight() <= FEW_ROWS, rows.subsets().size());
  }

  /** Where map tasks have no room for all models, a scan is several jobs. */
  private int scanJobs(List<List<CandidateKey>> rounds, int scans) {
    int jobs = 0;
    for (int scan = 0; scan < scans; scan++) {
      jobs += parts(ChainLength.candidates(rounds), scan);
    }
    return jobs;
  }

  private int parts(List<CandidateKey> keys, int scan) {
    long models = (long) keys.size() * mixtures(scan);
    return (int) Math.max(1, (models + modelsInScan - 1) / modelsInScan);
  }

  private double scans(List<List<CandidateKey>> rounds, int scans) {
    List<CandidateKey> keys = ChainLength.candidates(rounds);
    double seconds = 0;
    for (int scan = 0; scan < scans; scan++) {
      seconds += timing.scan(keys, mixtures(scan)) + (parts(keys, scan) - 1) * timing.reading();
    }
    return seconds;
  }

  /** Scans beyond the usual ones. */
  int furtherScans() {
    return chain.mostScans() - chain.usualScans();
  }

  /** What one of them takes: of one or a few models. */
  Span furtherScan(Containers containers) {
    List<CandidateKey> keys = ChainLength.candidates(chain.most());
    CandidateKey largest = keys.get(keys.size() - 1);
    return new Span(timing.reading(), timing.scan(List.of(largest), mixtures(2)))
        .plus(containers.jobSeconds());
  }

  private void addBags(JobLines lines, int reducers) {
    if (!request.bags()) {
      return;
    }
    List<CandidateKey> keys = ChainLength.candidates(chain.most());
    boolean every = request.chain().errors().choice() == FitRequest.StandardErrorChoice.ALL;
    List<Double> quick = new ArrayList<>();
    List<Double> slow = new ArrayList<>();
    int most = 0;
    for (CandidateKey key : keys) {
      BagPlan plan = bags(key);
      most = Math.max(most, chain.mostWaves(plan));
      quick.add(timing.wave(key, plan, Timing.QUICK_BAG_ITERATIONS));
      slow.add(timing.wave(key, plan, Timing.SLOW_BAG_ITERATIONS));
    }
    double least = every ? sum(quick) : quick.stream().min(Double::compare).orElse(0.0);
    double greatest = every ? sum(slow) : slow.stream().max(Double::compare).orElse(0.0);
    int bags = keys.stream().mapToInt(key -> bags(key).wave()).max().orElse(1);
    lines.add(
        "standard errors",
        chain.leastWaves(),
        most,
        rows.splits(),
        reduces(reducers, bags),
        new Span(least, greatest * most));
  }

  private static double sum(List<Double> seconds) {
    return seconds.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** As if the smallest weight were half of the average. */
  private BagPlan bags(CandidateKey key) {
    return AssumedBags.of(rows.rows(), key, request.chain().errors().bagRows(), dimension());
  }

  private int dimension() {
    return timing.dimension();
  }
}
