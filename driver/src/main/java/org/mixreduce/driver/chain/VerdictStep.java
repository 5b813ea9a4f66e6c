package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.trust.Apart;
import org.mixreduce.core.trust.Evidence;
import org.mixreduce.core.trust.Evidence.Rival;
import org.mixreduce.core.trust.Judgement;
import org.mixreduce.core.trust.ShapeComparison;
import org.mixreduce.core.trust.Verdict;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.reducer.aggregate.PoolFile;

/** Gathers what speaks for and against the selected model, and judges. */
final class VerdictStep {

  private final RunDirectory directory;
  private final FitRequest request;

  /**
   * What is known of the rows.
   *
   * @param candidates that were to be compared
   * @param moments of all
   * @param pool the pooled sample's file; empty if there is none
   * @param atoms columns with a value that many rows share
   * @param apart subsets whose local fits lie apart; empty if they were too few to judge
   */
  record Known(
      List<CandidateKey> candidates,
      Moments moments,
      Optional<Path> pool,
      List<String> atoms,
      Optional<Apart> apart) {}

  VerdictStep(RunDirectory directory, FitRequest request) {
    this.directory = directory;
    this.request = request;
  }

  /**
   * The verdict; writes {@code subsets.csv}.
   *
   * @param fitted candidates that have local fits
   * @param known what is known of the rows
   */
  Verdict run(
      Outcome outcome, List<CandidateKey> fitted, Optional<Uncertainty> uncertainty, Known known)
      throws IOException {
    Certification certified = outcome.selected().certified().orElseThrow();
    SubsetComparison.Comparison comparison =
        comparison(outcome, fitted).run(certified, directory.file("subsets.csv"));
    return judge(outcome, comparison, uncertainty, known);
  }

  /** The same where the subsets are those of earlier runs, which the scans did not see as such. */
  Verdict ofEarlierFits(
      Outcome outcome, List<CandidateKey> fitted, Optional<Uncertainty> uncertainty, Known known)
      throws IOException {
    return judge(outcome, comparison(outcome, fitted).ofLocalFits(), uncertainty, known);
  }

  private SubsetComparison comparison(Outcome outcome, List<CandidateKey> fitted) {
    CandidateResult selected = outcome.selected();
    int dimension = selected.certified().orElseThrow().mixture().dimension();
    return new SubsetComparison(
        directory, selected.key(), dimension, fitted, request.chain().criterion());
  }

  private Verdict judge(
      Outcome outcome,
      SubsetComparison.Comparison comparison,
      Optional<Uncertainty> uncertainty,
      Known known)
      throws IOException {
    Certification certified = outcome.selected().certified().orElseThrow();
    return Judgement.of(
        new Evidence(
            certified.mixture().sorted(),
            certified.score().weight(),
            certified.penaltyShare(),
            general(certified.mixture(), known),
            precautions(),
            known.apart(),
            comparison.heterogeneity(),
            comparison.local(),
            updates(outcome.selected()),
            selection(outcome, comparison, known),
            uncertainty,
            known.atoms()));
  }

  /** Beside the general shape, unless that was a candidate itself. */
  private Optional<ShapeComparison> general(Mixture mixture, Known known) throws IOException {
    ModelType general = mixture.family().general().type();
    boolean candidate = known.candidates().stream().anyMatch(key -> key.type().equals(general));
    if (candidate || general.equals(mixture.family().type())) {
      return Optional.empty();
    }
    FitSettings settings = FitSettings.DEFAULTS.withPenaltyMultiplier(request.local().penalty());
    Optional<ShapeComparison> found = Optional.empty();
    if (known.pool().isPresent()) {
      found =
          PoolFile.read(known.pool().get(), mixture.dimension(), directory.configuration())
              .flatMap(rows -> ShapeComparison.of(mixture, rows, known.moments(), settings));
    }
    return found.or(() -> Optional.of(ShapeComparison.none(general)));
  }

  private Evidence.Updates updates(CandidateResult selected) {
    Certification certified = selected.certified().orElseThrow();
    return new Evidence.Updates(
        certified.updates(),
        request.chain().tolerance(),
        certified.lastChange(),
        certified.stuck(),
        certified.origin(),
        selected.rival().map(rival -> rival(certified, rival)));
  }

  private static Rival rival(Certification certified, Certification other) {
    return new Rival(
        other.origin(),
        certified.score().logLikelihood() - other.score().logLikelihood(),
        other.lastChange(),
        other.stuck());
  }

  private Set<Evidence.Precaution> precautions() {
    Set<Evidence.Precaution> taken = EnumSet.noneOf(Evidence.Precaution.class);
    if (request.reading().order() == FitRequest.RowOrder.SHUFFLED) {
      taken.add(Evidence.Precaution.SHUFFLED);
    }
    if (request.aggregate() == FitRequest.Aggregate.ROBUST) {
      taken.add(Evidence.Precaution.OUTLYING_LEFT_OUT);
    }
    return taken;
  }

  private Evidence.Selection selection(
      Outcome outcome, SubsetComparison.Comparison comparison, Known known) {
    CandidateResult selected = outcome.selected();
    Criterion criterion = request.chain().criterion();
    Map<CandidateKey, Double> others = new LinkedHashMap<>();
    for (CandidateResult result : outcome.results()) {
      if (result != selected && result.certified().isPresent()) {
        others.put(result.key(), criterion.of(result.certified().get().score()));
      }
    }
    double own = criterion.of(selected.certified().orElseThrow().score());
    List<Integer> asked =
        known.candidates().stream()
            .filter(key -> key.type().equals(selected.key().type()))
            .map(CandidateKey::components)
            .sorted()
            .toList();
    return new Evidence.Selection(
        selected.key(),
        criterion.toString(),
        others.entrySet().stream()
            .min(Map.Entry.comparingByValue())
            .map(next -> Map.entry(next.getKey(), next.getValue() - own)),
        asked,
        ofShape(outcome, CandidateResult.Status.CERTIFIED).max().orElseThrow(),
        // Earlier runs have fitted what they have fitted.
        comparison.local().made() == Evidence.MadeBy.THIS_RUN
            && ofShape(outcome, CandidateResult.Status.NOT_REACHED).max().orElse(0)
                > selected.key().components(),
        request.chain().patience(),
        foretold(outcome),
        comparison.votes());
  }

  /** The numbers of components, of the selected shape, that came so far. */
  private static IntStream ofShape(Outcome outcome, CandidateResult.Status status) {
    return outcome.results().stream()
        .filter(result -> result.key().type().equals(outcome.selected().key().type()))
        .filter(result -> result.status() == status)
        .mapToInt(result -> result.key().components());
  }

  private static CandidateKey foretold(Outcome outcome) {
    return outcome.results().stream()
        .filter(result -> result.candidate().isPresent())
        .filter(result -> !Double.isNaN(result.candidate().get().pseudoBic().value()))
        .min(Comparator.comparingDouble(result -> result.candidate().get().pseudoBic().value()))
        .map(CandidateResult::key)
        .orElse(null);
  }
}
