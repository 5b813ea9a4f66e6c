package org.mixreduce.core.aggregate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.mixreduce.core.criterion.PseudoBic;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.data.SubsetSample;
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
 * <p>The divergences of local fits from the mixtures found need the local fits once more. They are
 * read again from where the caller put them, so memory stays that of {@link KlReduction} and
 * {@value Candidate#LOCALS} local fits.
 */
public final class Aggregation {

  /**
   * Short runs of the pooled sample that go on to convergence: it is fitted once, so thoroughly.
   */
  private static final int POOL_FINALISTS = 3;

  /**
   * Draws behind each H, over all subsets, and the least that a subset gets. With fewer, on rows
   * sorted by component the noise of H would outweigh BIC's price of a component.
   */
  private static final int DIVERGENCE_DRAWS = 200_000;

  private static final int LEAST_DRAWS = 100;

  private final CandidateKey key;
  private final ComponentFamily family;
  private final AggregationSettings settings;
  private final KlReduction reduction;
  private final PseudoBic pseudoBic = new PseudoBic();
  private final SubsetSample<Mixture> locals;
  private String message = "";
  private double weight;

  /** An aggregation of one candidate. */
  public Aggregation(CandidateKey key, AggregationSettings settings) {
    this.key = key;
    this.family = Families.of(key.type());
    this.settings = settings;
    this.reduction = new KlReduction(family, key.components(), seed("reduction"));
    this.locals = new SubsetSample<>(seed("locals"), Candidate.LOCALS);
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
    locals.offer(fit.subset(), fit.mixture().get());
  }

  /**
   * The candidate.
   *
   * @param again the same local fits, in the same order
   */
  public Candidate finish(Iterable<LocalFit> again) {
    Map<String, Mixture> origins = new LinkedHashMap<>();
    Candidate.ReductionSummary summary = Candidate.ReductionSummary.NONE;
    Optional<Mixture> whole = Optional.empty();
    if (pseudoBic.fits() > 0) {
      Reduction reduced = reduction.reduce();
      summary = new Candidate.ReductionSummary(reduced.objective(), reduced.start().name());
      if (reduced.mixture().size() == key.components()) {
        whole = Optional.of(reduced.mixture());
        origins.put(Candidate.REDUCTION, polish(reduced.mixture()));
      }
    }
    fitPool().ifPresent(fit -> addPool(origins, fit));
    addDivergences(again, whole, fromSample(origins, whole));
    long parameters = parameters();
    return new Candidate(
        key,
        parameters,
        new Candidate.Tally(weight, pseudoBic.fits(), pseudoBic.failures(), message),
        new Candidate.PseudoBicValue(
            pseudoBic.fits() > 0 ? pseudoBic.value(parameters) : Double.NaN,
            pseudoBic.optimism(parameters),
            pseudoBic.divergence(parameters)),
        summary,
        origins,
        locals());
  }

  /** A single local fit is its own reduction. */
  private List<Mixture> locals() {
    return pseudoBic.fits() > 1 ? locals.values() : List.of();
  }

  private long parameters() {
    return Mixture.freeParameters(family, key.components(), settings.global().dimension());
  }

  /**
   * The reduction, climbed on the pooled sample; as it is without a sample, or if that fails or
   * does not pay. The polish leads local fits that sit in different maxima into one, but it also
   * fits the sample's m rows where the reduction stands for all N, and if there was nothing to lead
   * it loses about (N/m − 1) ν/2 nats.
   */
  private Mixture polish(Mixture reduced) {
    return poolFitter()
        .map(fitter -> fitter.polish(reduced))
        .filter(FitResult::usable)
        .filter(fit -> pays(fit, reduced))
        .map(FitResult::mixture)
        .orElse(reduced);
  }

  /**
   * Whether a fit to the pooled sample gains more than ν nats on it: so much more a fit of ν
   * parameters gains on the rows it was fitted to than on as many others (Akaike 1974).
   */
  private boolean pays(FitResult fit, Mixture other) {
    Expectation before = ExpectationStep.of(other, settings.pool().orElseThrow());
    return fit.expectation().logLikelihood() - before.logLikelihood() > parameters();
  }

  /** Adds the fit of the pooled sample, in front if it is the better one. */
  private void addPool(Map<String, Mixture> origins, FitResult fit) {
    Mixture reduction = origins.get(Candidate.REDUCTION);
    boolean first = reduction != null && pays(fit, reduction);
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

  /** The origins that a climb on the pooled sample led to: all but an unpolished reduction. */
  private static List<Mixture> fromSample(Map<String, Mixture> origins, Optional<Mixture> reduced) {
    return origins.values().stream()
        .filter(mixture -> reduced.isEmpty() || mixture != reduced.get())
        .toList();
  }

  private void addDivergences(
      Iterable<LocalFit> again, Optional<Mixture> reduced, List<Mixture> fromSample) {
    int draws = (int) Math.max(LEAST_DRAWS, DIVERGENCE_DRAWS / Math.max(1, settings.subsets()));
    for (LocalFit fit : again) {
      if (fit.mixture().isPresent()) {
        Mixture local = fit.mixture().get();
        Seed seed = fit.subset().seed(seed("divergence"));
        ToDoubleFunction<Mixture> divergence =
            to -> MixtureDivergence.estimate(local, to, draws, seed);
        reduced.ifPresent(
            to -> pseudoBic.addDivergenceFromReduction(fit.weight(), divergence.applyAsDouble(to)));
        pseudoBic.addDivergencesFromSample(
            fit.weight(), fromSample.stream().mapToDouble(divergence).toArray());
      }
    }
  }

  private Seed seed(String purpose) {
    return settings.root().derive(purpose).derive(key.type().shape()).derive(key.components());
  }
}
