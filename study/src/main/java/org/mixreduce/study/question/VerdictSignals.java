package org.mixreduce.study.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.trust.SubsetLoss;
import org.mixreduce.core.uncertainty.ParameterEstimate;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.study.chain.ChainSettings;
import org.mixreduce.study.chain.InMemoryChain;
import org.mixreduce.study.chain.InMemoryComparison;
import org.mixreduce.study.data.ComponentLaw;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/**
 * How often does the verdict's evidence pass its thresholds, where there is a reason and where
 * there is none? K is known.
 */
public final class VerdictSignals implements Question {

  /** The arm of all measures. */
  public static final String EVIDENCE = "evidence";

  /** The measure: heterogeneity index of the subsets. */
  public static final String INDEX = "heterogeneity";

  /** The measure: subsets that do not fit, by the threshold of the verdict. */
  public static final String OUTLYING = "outlying";

  /**
   * The measure: 1 if single subsets are of another kind, so that the verdict asks to look at them;
   * 0 if not.
   */
  public static final String NAMED = "named";

  /** The measure: the largest excess of a subset that was left as it was. */
  public static final String EXCESS = "largest_excess";

  /** The measure: the excess of the subset that was shifted. */
  public static final String SHIFTED_EXCESS = "excess_of_shifted";

  /** The measure: 2 ō / ν. */
  public static final String SHAPE = "flattery";

  /** The measure: parameters whose two standard errors contradict each other. */
  public static final String CONTRADICTIONS = "contradictions";

  /** The measure: the larger over the smaller standard error, the largest of all parameters. */
  public static final String DISAGREEMENT = "largest_disagreement";

  /** What rows are like. */
  public enum Rows {
    /** Gaussian components, in random order. */
    NORMAL(ComponentLaw.NORMAL),
    /** Student components, in random order. */
    STUDENT(ComponentLaw.STUDENT),
    /** Skewed components, in random order. */
    SKEWED(ComponentLaw.SKEWED),
    /** Gaussian components, one after the other. */
    SORTED(ComponentLaw.NORMAL),
    /**
     * Gaussian components in random order, and in one subset every variable is larger by {@value
     * #SHIFT} of its standard deviations over all rows.
     */
    SHIFTED(ComponentLaw.NORMAL);

    private final ComponentLaw law;

    Rows(ComponentLaw law) {
      this.law = law;
    }

    /** The name in tables: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The cell of the design. */
    public String cell() {
      return label()
          + " "
          + population(ComponentLaw.NORMAL).label()
          + " N="
          + ROWS
          + " B="
          + SUBSETS;
    }
  }

  private static final double SHIFT = 0.5;
  private static final int COMPONENTS = 5;
  private static final int VARIABLES = 4;
  private static final double OVERLAP = 0.05;
  private static final int ROWS = 50_000;
  private static final int SUBSETS = 20;
  private static final int POOL = 5000;

  private static Population population(ComponentLaw law) {
    return new Population(COMPONENTS, VARIABLES, OVERLAP, law);
  }

  @Override
  public String name() {
    return "verdict";
  }

  @Override
  public List<Task> tasks(Scale scale) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= scale.of(5, 100); i++) {
      int dataSet = i;
      for (Rows rows : Rows.values()) {
        tasks.add(new Task(new Trial(rows.cell(), i), () -> run(rows, dataSet)));
      }
    }
    return tasks;
  }

  private static List<Measurement> run(Rows rows, int dataSet) {
    DataSet drawn = Design.draw(population(rows.law), ROWS, dataSet);
    // Each subset is the one that is shifted in as many data sets.
    int shifted = rows == Rows.SHIFTED ? dataSet % SUBSETS : -1;
    DataSet data =
        switch (rows) {
          case SORTED -> drawn.sortedByComponent();
          case SHIFTED -> drawn.withShiftedSubset(shifted, SUBSETS, SHIFT);
          default -> drawn;
        };
    Seed seed = Design.seed(rows.cell(), dataSet).derive("chain");
    InMemoryChain chain =
        new InMemoryChain(data.subsets(SUBSETS), ChainSettings.DEFAULTS.withSeed(seed));
    InMemoryChain.Outcome outcome = chain.run(COMPONENTS, chain.pool(POOL));
    Mixture certified = InMemoryChain.best(outcome.certified()).orElseThrow().last().mixture();
    Findings findings = new Findings();
    InMemoryComparison comparison = chain.comparison(outcome.fits(), certified);
    tellSubsets(findings, comparison, shifted);
    findings.add(EVIDENCE, SHAPE, 2 * comparison.optimism() / certified.freeParameters());
    chain
        .uncertainty(certified.sorted())
        .ifPresent(uncertainty -> tellErrors(findings, uncertainty));
    return findings.all();
  }

  private static void tellSubsets(Findings findings, InMemoryComparison comparison, int shifted) {
    double excess = Double.NEGATIVE_INFINITY;
    for (int b = 0; b < SUBSETS; b++) {
      Optional<SubsetLoss> loss = comparison.losses().get(b);
      if (loss.isPresent() && b == shifted) {
        findings.add(EVIDENCE, SHIFTED_EXCESS, loss.get().excess());
      } else if (loss.isPresent()) {
        excess = Math.max(excess, loss.get().excess());
      }
    }
    findings.add(EVIDENCE, EXCESS, excess);
    findings.add(EVIDENCE, INDEX, comparison.heterogeneity().index());
    long outlying = comparison.heterogeneity().outlying();
    boolean named = comparison.heterogeneity().hasStrangers();
    findings.add(EVIDENCE, OUTLYING, outlying);
    findings.add(EVIDENCE, NAMED, named ? 1 : 0);
  }

  private static void tellErrors(Findings findings, Uncertainty uncertainty) {
    if (uncertainty.checked() > 0) {
      findings.add(EVIDENCE, CONTRADICTIONS, uncertainty.contradictions().size());
      findings.add(
          EVIDENCE,
          DISAGREEMENT,
          uncertainty.estimates().stream()
              .mapToDouble(ParameterEstimate::disagreement)
              .filter(Double::isFinite)
              .max()
              .orElseThrow());
    }
  }
}
