package org.mixreduce.study.question;

import static org.mixreduce.study.question.LikelihoodLost.SHUFFLED;
import static org.mixreduce.study.question.LikelihoodLost.SORTED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.criterion.Criterion.Score;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.fit.EmSettings;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.baseline.FullDataFit;
import org.mixreduce.study.chain.CertifiedPath;
import org.mixreduce.study.chain.ChainSettings;
import org.mixreduce.study.chain.InMemoryChain;
import org.mixreduce.study.chain.Reach;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/**
 * Which K is chosen: by the exact BIC of full-data fits, by the certified BIC and by the
 * pseudo-BIC, on shuffled rows and on rows sorted by component; and would the chain have stopped
 * too early?
 */
public final class ChosenComponents implements Question {

  /** The measure of a choice: its K. */
  public static final String CHOSEN = "chosen";

  /** The measure of a chain: the largest K that it fits before its patience is exhausted. */
  public static final String REACHED = "reached";

  /** The same, were every K a round of its own. */
  public static final String REACHED_SINGLY = "reached_singly";

  /** By the exact BIC of full-data fits. */
  public static final String FULL_DATA = "full data";

  /** By the certified BIC of the chain. */
  public static final String CERTIFIED = "certified";

  /** By the pseudo-BIC of the chain. */
  public static final String PSEUDO = "pseudo";

  private static final int TRUTH = 5;
  private static final List<Integer> CANDIDATES = IntStream.rangeClosed(2, 9).boxed().toList();

  /** Data sets of a cell by d: those of ten variables take three times as long. */
  private static final SortedMap<Integer, Integer> DATA_SETS = new TreeMap<>(Map.of(4, 16, 10, 1));

  private static final List<Double> OVERLAPS = List.of(0.01, 0.05, 0.1);
  private static final List<Integer> SUBSETS = List.of(5, 20, 50, 100);

  private static final int ROWS = 60_000;

  /** Rows of the last data set of some cells, which takes three times as long. */
  private static final int MANY_ROWS = 200_000;

  /** One data set in so many, the first of a cell among them, is sorted too. */
  private static final int SORTED_ONE_IN = 4;

  private static final int SMALL_ROWS = 20_000;

  private static final int POOL = 5000;

  /**
   * The full-data fits stop within a quarter of a nat in all, where a parameter costs five of BIC:
   * choices do not hang on it, and overfitted mixtures take hundreds of iterations for the rest.
   */
  private static final FitSettings REFERENCE =
      new FitSettings(8, 1, 1, EmSettings.SHORT, new EmSettings(1000, 1e-6));

  @Override
  public String name() {
    return "components";
  }

  @Override
  public List<Task> tasks(Scale scale) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= scale.of(1, Collections.max(DATA_SETS.values())); i++) {
      int dataSet = i;
      for (int d : DATA_SETS.keySet()) {
        if (dataSet > DATA_SETS.get(d)) {
          continue;
        }
        for (double overlap : OVERLAPS) {
          for (int subsets : scale == Scale.SMALL ? List.of(20) : SUBSETS) {
            Population population = Population.normal(TRUTH, d, overlap);
            String cell = population.label() + " B=" + subsets;
            Seed seed = Design.seed(cell, dataSet);
            int rows = scale == Scale.SMALL ? SMALL_ROWS : rows(d, overlap, dataSet);
            List<String> orders =
                dataSet % SORTED_ONE_IN == 1 ? List.of(SHUFFLED, SORTED) : List.of(SHUFFLED);
            tasks.add(
                new Task(
                    new Trial(cell, dataSet),
                    () -> run(population.draw(rows, seed.derive("data")), orders, subsets, seed)));
          }
        }
      }
    }
    return tasks;
  }

  private static int rows(int d, double overlap, int dataSet) {
    boolean many = d == 4 && overlap == 0.05 && dataSet == DATA_SETS.get(d);
    return many ? MANY_ROWS : ROWS;
  }

  /** A candidate as a chain leaves it. */
  private record Fitted(int k, double pseudoBic, Optional<CertifiedPath> certified) {}

  private static List<Measurement> run(DataSet data, List<String> orders, int subsets, Seed seed) {
    Findings findings = new Findings();
    ChainSettings settings = ChainSettings.DEFAULTS.withSeed(seed.derive("chain"));
    List<List<Fitted>> chains = new ArrayList<>();
    for (String order : orders) {
      DataSet ordered = order.equals(SORTED) ? data.sortedByComponent() : data;
      List<Fitted> fitted = chain(ordered, subsets, settings);
      tell(findings, order, fitted);
      chains.add(fitted);
    }
    reference(findings, data, seed, chains);
    findings.add("design", "rows", data.rows().rows());
    return findings.all();
  }

  private static List<Fitted> chain(DataSet data, int subsets, ChainSettings settings) {
    InMemoryChain chain = new InMemoryChain(data.subsets(subsets), settings);
    Optional<RowBlock> pool = chain.pool(POOL);
    List<Fitted> fitted = new ArrayList<>();
    for (int k : CANDIDATES) {
      Candidate candidate = chain.aggregate(k, chain.localFits(k, pool), pool);
      Optional<CertifiedPath> certified = InMemoryChain.best(chain.certify(candidate));
      fitted.add(new Fitted(k, candidate.pseudoBic().value(), certified));
    }
    return fitted;
  }

  private static void tell(Findings findings, String order, List<Fitted> fitted) {
    List<Double> pseudo = fitted.stream().map(Fitted::pseudoBic).toList();
    List<Double> certified =
        fitted.stream()
            .map(one -> one.certified().map(path -> bic(path.last().score())).orElse(Double.NaN))
            .toList();
    findings.add(order + " " + CERTIFIED, CHOSEN, chosen(certified));
    findings.add(order + " " + PSEUDO, CHOSEN, chosen(pseudo));
    findings.add(order + " " + PSEUDO, REACHED, CANDIDATES.get(Reach.DEFAULTS.of(pseudo) - 1));
    Reach singly = new Reach(1, Reach.DEFAULTS.patience());
    findings.add(order + " " + PSEUDO, REACHED_SINGLY, CANDIDATES.get(singly.of(pseudo) - 1));
    for (int i = 0; i < fitted.size(); i++) {
      findings.add(order + " " + CERTIFIED, "bic K=" + fitted.get(i).k(), certified.get(i));
      findings.add(order + " " + PSEUDO, "bic K=" + fitted.get(i).k(), pseudo.get(i));
    }
  }

  private static void reference(
      Findings findings, DataSet data, Seed seed, List<List<Fitted>> chains) {
    FullDataFit full = new FullDataFit(data.rows(), ChainSettings.DEFAULTS.type(), REFERENCE);
    List<Double> bics = new ArrayList<>();
    for (int i = 0; i < CANDIDATES.size(); i++) {
      int k = CANDIDATES.get(i);
      List<Mixture> starts = new ArrayList<>();
      for (List<Fitted> chain : chains) {
        chain.get(i).certified().ifPresent(path -> starts.add(path.last().mixture()));
      }
      if (k == data.truth().size()) {
        starts.add(data.truth());
      }
      Optional<FitResult> best = full.best(k, seed.derive("full data").derive(k), starts);
      double bic = best.map(fit -> bic(score(fit))).orElse(Double.NaN);
      bics.add(bic);
      findings.add(FULL_DATA, "bic K=" + k, bic);
    }
    findings.add(FULL_DATA, CHOSEN, chosen(bics));
  }

  private static Score score(FitResult fit) {
    return new Score(
        fit.expectation().weight(),
        fit.expectation().logLikelihood(),
        fit.expectation().classification(),
        fit.mixture().freeParameters());
  }

  private static double bic(Score score) {
    return Criterion.BIC.of(score);
  }

  /** The K of the smallest value, the first of equals; what is no number is never chosen. */
  private static int chosen(List<Double> values) {
    int best = 0;
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i) < values.get(best) || Double.isNaN(values.get(best))) {
        best = i;
      }
    }
    return CANDIDATES.get(best);
  }
}
