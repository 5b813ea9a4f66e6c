package org.mixreduce.core.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mixreduce.core.criterion.PseudoBic;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.reduce.KlReduction;
import org.mixreduce.core.reduce.MixtureDivergence;
import org.mixreduce.core.reduce.Reduction;

/**
 * Aggregates the local fits of one candidate, told in the order of their subsets: reduce, polish on
 * the pooled sample, fit the pooled sample by itself, score.
 *
 * <p>The divergence H needs the local fits once more, after the reduction is known. They are read
 * again from where the caller put them, so memory stays that of {@link KlReduction}.
 */
public final class Aggregation {

  /**
   * Short runs of the pooled sample that go on to convergence: it is fitted once, so thoroughly.
   */
  private static final int POOL_FINALISTS = 3;

  /** Draws behind H, over all subsets, and the least that a subset gets. */
  private static final int DIVERGENCE_DRAWS = 50_000;

  private static final int LEAST_DRAWS = 200;

  private final CandidateKey key;
  private final ComponentFamily family;
  private final AggregationSettings settings;
  private final Polish polish;
  private final KlReduction reduction;
  private final PseudoBic pseudoBic = new PseudoBic();
  private String message = "";
  private double weight;

  /** An aggregation of one candidate that exact updates follow. */
  public Aggregation(CandidateKey key, AggregationSettings settings) {
    this(key, settings, Polish.ALWAYS);
  }

  /** An aggregation of one candidate. */
  public Aggregation(CandidateKey key, AggregationSettings settings, Polish polish) {
    this.key = key;
    this.family = Families.of(key.type());
    this.settings = settings;
    this.polish = polish;
    this.reduction = new KlReduction(family, key.components(), seed("reduction"));
  }

  /** The next local fit. */
  public void add(LocalFit fit) {
    weight += fit.weight();
    if (fit.mixture().isEmpty()) {
      pseudoBic.addFailure(fit.weight());
      message = message.isEmpty() ? fit.message() : message;
      return;
    }
    pseudoBic.addFit(fit.weight(), fit.logLikelihood(), fit.optimism(), fit.replicates());
    reduction.add(fit.mixture().get(), fit.weight());
  }

  /**
   * The candidate.
   *
   * @param again the same local fits, in the same order
   */
  public Candidate finish(Iterable<LocalFit> again) {
    Map<String, Mixture> origins = new LinkedHashMap<>();
    Candidate.ReductionSummary summary = Candidate.ReductionSummary.NONE;
    if (pseudoBic.fits() > 0) {
      Reduction reduced = reduction.reduce();
      summary = new Candidate.ReductionSummary(reduced.objective(), reduced.start().name());
      if (reduced.mixture().size() == key.components()) {
        Mixture polished = polish(reduced.mixture());
        origins.put(Candidate.REDUCTION, polished);
        addDivergences(again, polished);
      }
    }
    fitPool().ifPresent(fit -> addPool(origins, fit));
    long parameters = parameters();
    return new Candidate(
        key,
        parameters,
        new Candidate.Tally(weight, pseudoBic.fits(), pseudoBic.failures(), message),
        new Candidate.PseudoBicValue(
            pseudoBic.fits() > 0 ? pseudoBic.value(parameters) : Double.NaN,
            pseudoBic.optimism(parameters),
            pseudoBic.divergence()),
        summary,
        origins);
  }

  private long parameters() {
    return Mixture.freeParameters(family, key.components(), settings.global().dimension());
  }

  /**
   * The reduction, climbed on the pooled sample; as it is without a sample, or if that fails or
   * does not pay.
   */
  private Mixture polish(Mixture reduced) {
    return poolFitter()
        .map(fitter -> fitter.polish(reduced))
        .filter(FitResult::usable)
        .filter(fit -> polish == Polish.ALWAYS || pays(fit, reduced))
        .map(FitResult::mixture)
        .orElse(reduced);
  }

  /** Whether a fit to the pooled sample gains more on it than such a fit flatters itself by. */
  private boolean pays(FitResult fit, Mixture other) {
    Expectation before = ExpectationStep.of(other, settings.pool().orElseThrow());
    return fit.expectation().logLikelihood() - before.logLikelihood() > parameters();
  }

  /** Adds the fit of the pooled sample, in front if no row may follow and it is the better one. */
  private void addPool(Map<String, Mixture> origins, FitResult fit) {
    Mixture reduction = origins.get(Candidate.REDUCTION);
    boolean first = polish == Polish.IF_IT_PAYS && reduction != null && pays(fit, reduction);
    if (first) {
      origins.remove(Candidate.REDUCTION);
    }
    origins.put(Candidate.POOL, fit.mixture());
    if (first) {
      origins.put(Candidate.REDUCTION, reduction);
    }
  }

  private Optional<FitResult> fitPool() {
    return poolFitter()
        .flatMap(fitter -> fitter.fit(family, key.components(), Optional.empty()))
        .filter(FitResult::usable);
  }

  private Optional<MixtureFitter> poolFitter() {
    return settings
        .pool()
        .map(
            rows ->
                new MixtureFitter(
                    rows,
                    settings.global(),
                    settings.fit().withFinalists(POOL_FINALISTS),
                    SubsetId.POOLED_SAMPLE.seed(settings.root())));
  }

  private void addDivergences(Iterable<LocalFit> again, Mixture global) {
    int draws = (int) Math.max(LEAST_DRAWS, DIVERGENCE_DRAWS / Math.max(1, settings.subsets()));
    for (LocalFit fit : again) {
      if (fit.mixture().isPresent()) {
        Seed seed = fit.subset().seed(seed("divergence"));
        pseudoBic.addDivergence(
            fit.weight(), MixtureDivergence.estimate(fit.mixture().get(), global, draws, seed));
      }
    }
  }

  private Seed seed(String purpose) {
    return settings.root().derive(purpose).derive(key.type().shape()).derive(key.components());
  }
}
