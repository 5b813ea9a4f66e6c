package org.mixreduce.study.question;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.baseline.FullDataFit;
import org.mixreduce.study.chain.ChainSettings;
import org.mixreduce.study.chain.InMemoryChain;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/**
 * How much log-likelihood does each stage lose against the full-data fit, on shuffled rows and on
 * rows sorted by component?
 *
 * <p>The full-data fit is the best of a fit of its own and of climbs from the truth and from every
 * certified model of the trial: it is at the same maximum or at a better one.
 */
public final class LikelihoodLost implements Question {

  /** The measure: nats of all rows together, against the full-data fit. */
  public static final String LOST = "lost";

  /** Rows in random order. */
  public static final String SHUFFLED = "shuffled";

  /** Rows sorted by component. */
  public static final String SORTED = "sorted";

  private static final Population POPULATION = Population.normal(5, 10, 0.1);
  private static final int ROWS = 100_000;

  private final String name;
  private final List<Layout> layouts;

  /** An order of the rows and a number of subsets. */
  private record Layout(String order, int subsets) {}

  private LikelihoodLost(String name, List<Layout> layouts) {
    this.name = name;
    this.layouts = layouts;
  }

  /** Shuffled rows in 4, 20 and 100 subsets. */
  public static LikelihoodLost bySubsets() {
    List<Layout> layouts =
        List.of(new Layout(SHUFFLED, 4), new Layout(SHUFFLED, 20), new Layout(SHUFFLED, 100));
    return new LikelihoodLost("likelihood", layouts);
  }

  /** Shuffled and sorted rows in 20 subsets. */
  public static LikelihoodLost byOrder() {
    return new LikelihoodLost("sorted", List.of(new Layout(SHUFFLED, 20), new Layout(SORTED, 20)));
  }

  @Override
  public String name() {
    return name;
  }

  /** Rows of the pooled sample. */
  public static List<Integer> pools() {
    return List.of(0, ROWS / 100);
  }

  @Override
  public List<Task> tasks(Scale scale) {
    String cell = POPULATION.label() + " N=" + ROWS;
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= scale.of(3, 20); i++) {
      int dataSet = i;
      tasks.add(new Task(new Trial(cell, i), () -> run(dataSet)));
    }
    return tasks;
  }

  /** The arm of a stage. */
  public static String arm(String order, int subsets, int pool, String stage) {
    return order + " B=" + subsets + " pool=" + pool + " " + stage;
  }

  private List<Measurement> run(int dataSet) {
    DataSet data = Design.draw(POPULATION, ROWS, dataSet);
    Seed seed = Design.seed(POPULATION.label(), dataSet);
    ChainSettings settings = ChainSettings.DEFAULTS.withSeed(seed.derive("chain"));
    Map<String, Double> found = new LinkedHashMap<>();
    List<Mixture> starts = new ArrayList<>(List.of(data.truth()));
    for (Layout layout : layouts) {
      stages(layout, data, settings, found, starts);
    }
    FullDataFit full = new FullDataFit(data.rows(), settings.type(), settings.fit());
    FitResult best =
        full.best(POPULATION.components(), seed.derive("full data"), starts).orElseThrow();
    Findings findings = new Findings();
    double reference = best.expectation().logLikelihood();
    found.forEach((arm, logLikelihood) -> findings.add(arm, LOST, reference - logLikelihood));
    return findings.all();
  }

  private static void stages(
      Layout layout,
      DataSet data,
      ChainSettings settings,
      Map<String, Double> found,
      List<Mixture> certified) {
    DataSet ordered = layout.order().equals(SORTED) ? data.sortedByComponent() : data;
    InMemoryChain chain = new InMemoryChain(ordered.subsets(layout.subsets()), settings);
    int k = POPULATION.components();
    for (int rows : pools()) {
      Optional<RowBlock> pool = chain.pool(rows);
      List<LocalFit> fits = chain.localFits(k, pool);
      for (Stages.Stage stage : Stages.of(chain, k, fits, pool)) {
        found.put(arm(layout.order(), layout.subsets(), rows, stage.name()), stage.logLikelihood());
        if (stage.name().equals(Stages.CERTIFIED)) {
          certified.add(stage.mixture());
        }
      }
    }
  }
}
