package org.mixreduce.study.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.study.baseline.FullDataFit;
import org.mixreduce.study.chain.CertifiedPath;
import org.mixreduce.study.chain.ChainSettings;
import org.mixreduce.study.chain.InMemoryChain;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;
import org.mixreduce.study.data.RealData;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/**
 * Does the chain find as good a maximum as the best of several full-data fits? On populations with
 * many overlapping components, and on real rows in the order of their file.
 *
 * <p>What is certified after the default passes may lie at a better maximum and yet below it, so
 * each origin is also climbed to convergence.
 */
public final class LocalOptima implements Question {

  /** The measure: over all rows, in nats. */
  public static final String LOG_LIKELIHOOD = "log_likelihood";

  /** The measure of the arm {@code design}: N. */
  public static final String ROWS = "rows";

  /** Arms of full-data fits, 1 to {@value #FULL_FITS}, each with the default starts. */
  public static final String FULL_DATA = "full data ";

  /** Full-data fits of a trial. */
  public static final int FULL_FITS = 5;

  /** The end of an arm that was climbed to convergence. */
  public static final String CLIMBED = " climbed";

  private record Setting(int rows, int subsets, List<Integer> pools) {}

  private static final List<Population> HARD =
      Stream.of(2, 5, 10)
          .flatMap(d -> Stream.of(8, 10).map(k -> Population.normal(k, d, 0.1)))
          .toList();

  private static final Setting SIMULATED = new Setting(100_000, 20, List.of(5000, 0));

  private final List<RealData> real;

  /** With real rows too, if there are any. */
  public LocalOptima(List<RealData> real) {
    this.real = List.copyOf(real);
  }

  @Override
  public String name() {
    return "optima";
  }

  @Override
  public List<Task> tasks(Scale scale) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= scale.of(1, 8); i++) {
      int dataSet = i;
      for (Population population : HARD) {
        String cell = population.label() + " N=" + SIMULATED.rows() + " B=" + SIMULATED.subsets();
        tasks.add(new Task(new Trial(cell, i), () -> simulated(population, dataSet)));
      }
    }
    for (int i = 1; i <= scale.of(1, 3); i++) {
      for (RealData data : real) {
        for (int k : data.components()) {
          String cell = data.name() + " K=" + k + " B=" + data.subsets();
          Seed seed = Design.seed(cell, i);
          Setting setting = new Setting(0, data.subsets(), List.of(data.poolRows(), 0));
          tasks.add(new Task(new Trial(cell, i), () -> run(data.rows(), k, setting, seed)));
        }
      }
    }
    return tasks;
  }

  /** The arm of an origin with that pooled sample. */
  public static String arm(int pool, String origin) {
    return "pool=" + pool + " " + origin;
  }

  private static List<Measurement> simulated(Population population, int dataSet) {
    DataSet data = Design.draw(population, SIMULATED.rows(), dataSet);
    Seed seed = Design.seed(population.label(), dataSet);
    List<Measurement> all =
        new ArrayList<>(run(data.rows(), population.components(), SIMULATED, seed));
    FullDataFit full = fullData(data.rows());
    double truth = full.climb(data.truth()).expectation().logLikelihood();
    all.add(new Measurement("truth" + CLIMBED, LOG_LIKELIHOOD, truth));
    return all;
  }

  private static FullDataFit fullData(RowBlock rows) {
    return new FullDataFit(rows, ChainSettings.DEFAULTS.type(), ChainSettings.DEFAULTS.fit());
  }

  private static List<Measurement> run(RowBlock rows, int k, Setting setting, Seed seed) {
    Findings findings = new Findings();
    findings.add("design", ROWS, rows.rows());
    FullDataFit full = fullData(rows);
    for (int f = 1; f <= FULL_FITS; f++) {
      Optional<FitResult> fit = full.fit(k, seed.derive("full data").derive(f));
      if (fit.isPresent()) {
        double found = fit.get().expectation().logLikelihood();
        findings.add(FULL_DATA + f, LOG_LIKELIHOOD, found);
      }
    }
    InMemoryChain chain =
        new InMemoryChain(
            DataSet.subsets(rows, setting.subsets()),
            ChainSettings.DEFAULTS.withSeed(seed.derive("chain")));
    for (int poolRows : setting.pools()) {
      for (CertifiedPath path : chain.run(k, chain.pool(poolRows)).certified()) {
        String arm = arm(poolRows, path.origin());
        FitResult climbed = full.climb(path.last().mixture());
        findings.add(arm, LOG_LIKELIHOOD, path.logLikelihood());
        findings.add(arm + CLIMBED, LOG_LIKELIHOOD, climbed.expectation().logLikelihood());
      }
    }
    return findings.all();
  }
}
