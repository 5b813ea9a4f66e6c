package org.mixreduce.study.question;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.baseline.FullDataFit;
import org.mixreduce.study.chain.CertifiedPath;
import org.mixreduce.study.chain.ChainSettings;
import org.mixreduce.study.chain.InMemoryChain;
import org.mixreduce.study.data.ComponentLaw;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;
import org.mixreduce.study.measure.Agreement;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/**
 * Where components are not Gaussian, is the chain's clustering as good as the full-data fit's? The
 * adjusted Rand index of both against the components that rows came from, with K known.
 *
 * <p>The full-data fit here is one that knows nothing of the truth or of the chain: the best of
 * {@value #FULL_FITS} by likelihood.
 */
public final class Misspecified implements Question {

  /** The measure: adjusted Rand index against the truth. */
  public static final String AGREEMENT = "adjusted_rand";

  /** The measure: over all rows, in nats. */
  public static final String LOG_LIKELIHOOD = "log_likelihood";

  /** The full-data fit. */
  public static final String FULL_DATA = "full data";

  /** Gaussians with the truth's weights, means and covariances. */
  public static final String TRUTH = "Gaussians of the truth's moments";

  private static final int FULL_FITS = 3;
  private static final int COMPONENTS = 5;
  private static final int VARIABLES = 4;

  /** N. */
  public static final int ROWS = 50_000;

  private static final int SUBSETS = 20;

  /** Rows of the pooled sample. */
  public static final List<Integer> POOLS = List.of(5000, 0);

  @Override
  public String name() {
    return "misspecified";
  }

  @Override
  public List<Task> tasks(Scale scale) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= scale.of(2, 30); i++) {
      int dataSet = i;
      for (ComponentLaw law : ComponentLaw.values()) {
        for (double overlap : List.of(0.01, 0.05)) {
          Population population = new Population(COMPONENTS, VARIABLES, overlap, law);
          String cell = population.label() + " N=" + ROWS + " B=" + SUBSETS;
          tasks.add(new Task(new Trial(cell, i), () -> run(population, dataSet)));
        }
      }
    }
    return tasks;
  }

  /** The arm of what is certified with that pooled sample. */
  public static String arm(int pool) {
    return "pool=" + pool + " " + Stages.CERTIFIED;
  }

  private static List<Measurement> run(Population population, int dataSet) {
    DataSet data = Design.draw(population, ROWS, dataSet);
    Seed seed = Design.seed(population.label(), dataSet);
    ChainSettings settings = ChainSettings.DEFAULTS.withSeed(seed.derive("chain"));
    Findings findings = new Findings();
    InMemoryChain chain = new InMemoryChain(data.subsets(SUBSETS), settings);
    for (int pool : POOLS) {
      InMemoryChain.best(chain.run(COMPONENTS, chain.pool(pool)).certified())
          .map(CertifiedPath::last)
          .ifPresent(
              step ->
                  tell(findings, arm(pool), step.mixture(), step.score().logLikelihood(), data));
    }
    FullDataFit full = new FullDataFit(data.rows(), settings.type(), settings.fit());
    List<FitResult> all = new ArrayList<>();
    for (int f = 1; f <= FULL_FITS; f++) {
      full.fit(COMPONENTS, seed.derive("full data").derive(f)).ifPresent(all::add);
    }
    all.stream()
        .max(Comparator.comparingDouble(FitResult::objective))
        .ifPresent(
            fit ->
                tell(findings, FULL_DATA, fit.mixture(), fit.expectation().logLikelihood(), data));
    double truth = chain.evaluate(data.truth()).logLikelihood();
    tell(findings, TRUTH, data.truth(), truth, data);
    return findings.all();
  }

  private static void tell(
      Findings findings, String arm, Mixture mixture, double logLikelihood, DataSet data) {
    double agreement = Agreement.adjustedRandIndex(mixture, data.rows(), data.labels());
    findings.add(arm, AGREEMENT, agreement);
    findings.add(arm, LOG_LIKELIHOOD, logLikelihood);
  }
}
