package org.mixreduce.study.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.uncertainty.MixtureParameters;
import org.mixreduce.core.uncertainty.ParameterEstimate;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.study.chain.ChainSettings;
import org.mixreduce.study.chain.InMemoryChain;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;
import org.mixreduce.study.measure.ComponentMatching;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/**
 * How often does the 95 % interval of a parameter cover its true value? One population a cell, many
 * data sets of it; components are matched to the true ones by assignment.
 */
public final class Coverage implements Question {

  /** The measure of a parameter: 1 if its interval covers the truth, 0 if not. */
  public static final String COVERED = "covered";

  /** The measure of a parameter: its error in standard errors. */
  public static final String ERROR = "error_in_standard_errors";

  /** The measure of a parameter: its standard error by the bootstrap over that by the sandwich. */
  public static final String RATIO = "bootstrap_over_sandwich";

  private static final int COMPONENTS = 3;
  private static final int VARIABLES = 3;
  private static final int ROWS = 50_000;
  private static final int SUBSETS = 20;
  private static final int POOL = 5000;

  @Override
  public String name() {
    return "coverage";
  }

  @Override
  public List<Task> tasks(Scale scale) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= scale.of(5, 500); i++) {
      int dataSet = i;
      for (double overlap : List.of(0.01, 0.05)) {
        Population population = Population.normal(COMPONENTS, VARIABLES, overlap);
        String cell = population.label() + " N=" + ROWS + " B=" + SUBSETS;
        tasks.add(new Task(new Trial(cell, i), () -> run(population, cell, dataSet)));
      }
    }
    return tasks;
  }

  private static List<Measurement> run(Population population, String cell, int dataSet) {
    Seed seed = Design.seed(cell, dataSet);
    DataSet data = population.draw(ROWS, Design.seed(cell, 0), seed.derive("rows"));
    InMemoryChain chain =
        new InMemoryChain(
            data.subsets(SUBSETS), ChainSettings.DEFAULTS.withSeed(seed.derive("chain")));
    Mixture certified =
        InMemoryChain.best(chain.run(COMPONENTS, chain.pool(POOL)).certified())
            .orElseThrow()
            .last()
            .mixture()
            .sorted();
    Uncertainty uncertainty = chain.uncertainty(certified).orElseThrow();
    Findings findings = new Findings();
    tell(findings, data.truth(), certified, uncertainty);
    findings.add("effort", "bags", uncertainty.effort().bags());
    findings.add("effort", "rows_per_bag", uncertainty.effort().rowsPerBag());
    findings.add("effort", "replicates", uncertainty.effort().replicates());
    return findings.all();
  }

  /** Compares every interval with the parameter of the true component that is its partner. */
  static void tell(Findings findings, Mixture truth, Mixture certified, Uncertainty uncertainty) {
    int[] partners = ComponentMatching.of(certified, truth);
    double[] values = MixtureParameters.like(truth).values(reordered(truth, partners));
    for (int i = 0; i < values.length; i++) {
      ParameterEstimate estimate = uncertainty.estimates().get(i);
      String arm = arm(estimate.parameter(), partners);
      boolean covered = estimate.lower() <= values[i] && values[i] <= estimate.upper();
      double error = (estimate.value() - values[i]) / estimate.standardError();
      findings.add(arm, COVERED, covered ? 1 : 0);
      findings.add(arm, ERROR, error);
      findings.add(arm, RATIO, estimate.standardError() / estimate.sandwichError());
    }
  }

  private static Mixture reordered(Mixture mixture, int[] places) {
    double[] weights = new double[places.length];
    List<Component> components = new ArrayList<>();
    for (int k = 0; k < places.length; k++) {
      weights[k] = mixture.weight(places[k]);
      components.add(mixture.component(places[k]));
    }
    return Mixture.of(mixture.family(), weights, components);
  }

  /** The parameter's name with the numbers of the true component and of the variables, from 1. */
  private static String arm(ReportedParameter parameter, int[] partners) {
    String name = parameter.name() + " " + (partners[parameter.component()] + 1);
    if (parameter.variable() != ReportedParameter.ALL) {
      name += String.format(Locale.ROOT, " x%d", parameter.variable() + 1);
    }
    if (parameter.other() != ReportedParameter.ALL) {
      name += String.format(Locale.ROOT, " x%d", parameter.other() + 1);
    }
    return name;
  }
}
