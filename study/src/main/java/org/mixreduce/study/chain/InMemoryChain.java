package org.mixreduce.study.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mixreduce.core.aggregate.Aggregation;
import org.mixreduce.core.aggregate.AggregationSettings;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.certify.Origins;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.local.CommonStarts;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.local.LocalFitter;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.profile.RowSample;
import org.mixreduce.core.uncertainty.Uncertainty;

/**
 * The chain that {@code fit} runs as jobs, on rows in memory: profile, local fits, aggregation,
 * certification, each by the class of core that the job calls, in the order of the subsets. What is
 * left out is what Hadoop adds: files, splits, shuffling, retries.
 *
 * <p>Stages are separate, so that a study can look between them. Local fits try a start from the
 * pooled sample, so settings with different samples share none.
 *
 * <p>Memory: twice the rows.
 */
public final class InMemoryChain {

  private static final String PATH = "rows";

  private final List<RowTiles> subsets;
  private final ChainSettings settings;
  private final Moments global;
  private final int dimension;

  /**
   * A chain over subsets of rows.
   *
   * @param subsets B blocks of rows, in order
   */
  public InMemoryChain(List<RowBlock> subsets, ChainSettings settings) {
    this.subsets = subsets.stream().map(RowTiles::new).toList();
    this.settings = settings;
    this.dimension = subsets.get(0).dimension();
    Moments sum = Moments.empty(dimension);
    for (RowBlock block : subsets) {
      sum = sum.plus(Moments.of(block));
    }
    this.global = sum;
  }

  /** The moments of all rows, which the profile job finds. */
  public Moments global() {
    return global;
  }

  /** The candidate of K components. */
  public CandidateKey key(int k) {
    return new CandidateKey(settings.type(), k);
  }

  /**
   * The pooled sample of so many rows, those of the smallest hashes of (seed, place); empty for 0.
   */
  public Optional<RowBlock> pool(int rows) {
    if (rows == 0) {
      return Optional.empty();
    }
    RowSample sample = new RowSample(rows);
    Seed seed = settings.seed().derive("pooled sample").derive(PATH).derive(0);
    long place = 0;
    for (RowTiles subset : subsets) {
      RowBlock block = subset.block();
      for (int i = 0; i < block.rows(); i++) {
        long hash = seed.derive(place++).value() >>> 1;
        if (sample.wants(hash)) {
          sample.offer(hash, block.weights()[i], block.row(i));
        }
      }
    }
    return Optional.of(sample.toBlock(dimension));
  }

  /**
   * The local fits of K components, in the order of the subsets: the work of the fit mappers.
   *
   * @param pool the sample whose first rows give a start in common; without one there is none
   */
  public List<LocalFit> localFits(int k, Optional<RowBlock> pool) {
    LocalFitter fitter =
        new LocalFitter(global, settings.fit(), settings.seed()).with(commonStarts(k, pool));
    List<LocalFit> fits = new ArrayList<>(subsets.size());
    for (int b = 0; b < subsets.size(); b++) {
      SubsetId id = new SubsetId(PATH, 0, b);
      fits.add(fitter.fit(id, subsets.get(b).block(), key(k), replicatesOf(b), Optional.empty()));
    }
    return fits;
  }

  private CommonStarts commonStarts(int k, Optional<RowBlock> pool) {
    return pool.map(
            rows -> CommonStarts.of(List.of(key(k)), rows, global, settings.fit(), settings.seed()))
        .orElse(CommonStarts.NONE);
  }

  /** Subset b of B draws ⌊(b + 1) R / B⌋ − ⌊b R / B⌋ of R replicates. */
  private int replicatesOf(long subset) {
    long replicates = settings.replicates();
    long count = subsets.size();
    return (int) ((subset + 1) * replicates / count - subset * replicates / count);
  }

  /** The candidate of these local fits: the work of the aggregating reducer. */
  public Candidate aggregate(int k, List<LocalFit> fits, Optional<RowBlock> pool) {
    Aggregation aggregation =
        new Aggregation(
            key(k),
            new AggregationSettings(global, pool, settings.fit(), subsets.size(), settings.seed()));
    fits.forEach(aggregation::add);
    return aggregation.finish(fits);
  }

  /** Every origin of a candidate, certified: the work of the scans. */
  public List<CertifiedPath> certify(Candidate candidate) {
    return paths(walks(candidate));
  }

  /** The same for the candidate that is selected, which goes on if it has not arrived. */
  public List<CertifiedPath> certifySelected(Candidate candidate) {
    List<CertifyingWalk> walks = walks(candidate);
    CertifyingWalk.goOn(walks, settings.updates());
    return paths(walks);
  }

  /** The best way from each origin. */
  private static List<CertifiedPath> paths(List<CertifyingWalk> walks) {
    Map<String, CertifiedPath> paths = new LinkedHashMap<>();
    for (CertifyingWalk walk : walks) {
      walk.path()
          .ifPresent(
              path ->
                  paths.merge(
                      path.origin(),
                      path,
                      (a, b) -> b.logLikelihood() > a.logLikelihood() ? b : a));
    }
    return List.copyOf(paths.values());
  }

  private List<CertifyingWalk> walks(Candidate candidate) {
    Certification.Rule rule =
        new Certification.Rule(settings.updates(), settings.tolerance(), penalty());
    return CertifyingWalk.of(new Origins(candidate, rule), this::evaluate);
  }

  /** The penalty of a fit of all rows. */
  public Penalty penalty() {
    return Penalty.of(settings.fit().penaltyMultiplier(), global.weight(), global);
  }

  /** One E-step over all rows. */
  public Expectation evaluate(Mixture mixture) {
    ExpectationStep step = new ExpectationStep(mixture);
    subsets.forEach(step::add);
    return step.expectation();
  }

  /**
   * The standard errors of certified parameters, with the bags of {@code fit}; empty if there are
   * none.
   */
  public Optional<Uncertainty> uncertainty(Mixture certified) {
    return new InMemoryStandardErrors(
            subsets.stream().map(RowTiles::block).toList(),
            PATH,
            settings.seed(),
            penalty(),
            global.weight())
        .of(certified);
  }

  /** Each subset's own fit, in the order of the subsets, against certified parameters. */
  public InMemoryComparison comparison(List<LocalFit> fits, Mixture certified) {
    return InMemoryComparison.of(subsets, fits, certified, global.weight());
  }

  /** The path of the largest log-likelihood, the first of equals, as {@code fit} chooses it. */
  public static Optional<CertifiedPath> best(List<CertifiedPath> paths) {
    CertifiedPath best = null;
    for (CertifiedPath path : paths) {
      if (best == null || path.logLikelihood() > best.logLikelihood()) {
        best = path;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Everything for a K that is selected, from the local fits to the certified origins. */
  public Outcome run(int k, Optional<RowBlock> pool) {
    List<LocalFit> fits = localFits(k, pool);
    Candidate candidate = aggregate(k, fits, pool);
    return new Outcome(fits, candidate, certifySelected(candidate));
  }

  /**
   * One K, stage by stage.
   *
   * @param fits local fits in the order of the subsets
   * @param candidate as aggregated, with its pseudo-BIC
   * @param certified its origins after the exact updates
   */
  public record Outcome(List<LocalFit> fits, Candidate candidate, List<CertifiedPath> certified) {}
}
