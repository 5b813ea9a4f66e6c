package org.mixreduce.study.question;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.baseline.ComponentAveraging;
import org.mixreduce.study.baseline.FullDataFit;
import org.mixreduce.study.baseline.SampledAveraging;
import org.mixreduce.study.chain.ChainSettings;
import org.mixreduce.study.chain.InMemoryChain;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;
import org.mixreduce.study.measure.MixtureDistance;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/**
 * How far from the truth is each way to a model? W₁ between the fit and the population, for the
 * full-data fit, what local fits without a start in common give without us, and every stage of the
 * chain.
 */
public final class EstimationError implements Question {

  /** The measure: distance to the truth, in the unit of the variables. */
  public static final String W1 = "w1";

  /** Arms beside the stages of the chain. */
  public static final String FULL_DATA = "full data";

  /** A fit of one subset, the mean of all. */
  public static final String LOCAL = "one local fit";

  /** The local fit of the largest log-likelihood over all rows. */
  public static final String BEST_LOCAL = "best local fit";

  /** Naive one-to-one averaging. */
  public static final String AVERAGED = "averaged components";

  /** KL-averaging by sampling. */
  public static final String SAMPLED = "KL-averaging by sampling";

  private static final Population POPULATION = Population.normal(5, 10, 0.1);
  private static final int ROWS = 100_000;
  private static final int SUBSETS = 20;

  /** Draws from a local fit for KL-averaging: as many in all as a default pooled sample has. */
  private static final int DRAWS = 1000;

  /** Rows of the pooled sample. */
  public static final List<Integer> POOLS = List.of(5000, 0);

  @Override
  public String name() {
    return "estimation";
  }

  @Override
  public List<Task> tasks(Scale scale) {
    String cell = POPULATION.label() + " N=" + ROWS + " B=" + SUBSETS;
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= scale.of(3, 40); i++) {
      int dataSet = i;
      tasks.add(new Task(new Trial(cell, i), () -> run(dataSet)));
    }
    return tasks;
  }

  /** The arm of a stage with that pooled sample. */
  public static String arm(int pool, String stage) {
    return "pool=" + pool + " " + stage;
  }

  private static List<Measurement> run(int dataSet) {
    DataSet data = Design.draw(POPULATION, ROWS, dataSet);
    Seed seed = Design.seed(POPULATION.label(), dataSet);
    int k = POPULATION.components();
    ChainSettings settings = ChainSettings.DEFAULTS.withSeed(seed.derive("chain"));
    InMemoryChain chain = new InMemoryChain(data.subsets(SUBSETS), settings);
    Findings findings = new Findings();

    List<LocalFit> alone = chain.localFits(k, Optional.empty());
    local(findings, chain, data, alone);
    findings.add(AVERAGED, W1, distance(ComponentAveraging.of(alone), data));
    SampledAveraging.of(alone, DRAWS, settings.fit(), seed.derive("sampled"))
        .ifPresent(mixture -> findings.add(SAMPLED, W1, distance(mixture, data)));

    List<Mixture> starts = new ArrayList<>(List.of(data.truth()));
    for (int rows : POOLS) {
      Optional<RowBlock> pool = chain.pool(rows);
      List<LocalFit> fits = pool.isPresent() ? chain.localFits(k, pool) : alone;
      for (Stages.Stage stage : Stages.of(chain, k, fits, pool)) {
        findings.add(arm(rows, stage.name()), W1, distance(stage.mixture(), data));
        if (stage.name().equals(Stages.CERTIFIED)) {
          starts.add(stage.mixture());
        }
      }
    }
    FullDataFit full = new FullDataFit(data.rows(), settings.type(), settings.fit());
    FitResult best = full.best(k, seed.derive("full data"), starts).orElseThrow();
    findings.add(FULL_DATA, W1, distance(best.mixture(), data));
    return findings.all();
  }

  private static void local(
      Findings findings, InMemoryChain chain, DataSet data, List<LocalFit> fits) {
    List<Mixture> mixtures = fits.stream().flatMap(fit -> fit.mixture().stream()).toList();
    findings.add(
        LOCAL, W1, mixtures.stream().mapToDouble(m -> distance(m, data)).average().orElseThrow());
    Mixture best =
        mixtures.stream()
            .max(Comparator.comparingDouble(m -> chain.evaluate(m).logLikelihood()))
            .orElseThrow();
    findings.add(BEST_LOCAL, W1, distance(best, data));
  }

  private static double distance(Mixture mixture, DataSet data) {
    return MixtureDistance.between(mixture, data.truth());
  }
}
