package org.mixreduce.study.question;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.chain.ChainSettings;
import org.mixreduce.study.chain.InMemoryChain;
import org.mixreduce.study.corrupt.Attack;
import org.mixreduce.study.corrupt.Corruption;
import org.mixreduce.study.corrupt.SubsetFilter;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;
import org.mixreduce.study.measure.MixtureDistance;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/**
 * What if some subsets send other parameters than they found? W₁ to the truth of each filter's
 * result, beside a filter that knows which they are and none at all. A subset that a filter leaves
 * out is left out of the exact updates too. No row leaves its mapper.
 */
public final class CorruptSplits implements Question {

  /** The measure: distance to the truth, in the unit of the variables. */
  public static final String W1 = "w1";

  /** The measure: honest subsets that were left out. */
  public static final String HONEST_LOST = "honest_lost";

  /** The measure: corrupt subsets that were kept. */
  public static final String CORRUPT_KEPT = "corrupt_kept";

  /** Nothing is left out. */
  public static final String NONE = "none";

  /** Exactly the corrupt subsets are left out. */
  public static final String KNOWN = "known";

  /** Shares of corrupt subsets. */
  public static final List<Double> SHARES = List.of(0.1, 0.2, 0.3, 0.4);

  /** Cells: with and without corruption, an attack and a share in every name. */
  public static final String CLEAN = "clean";

  private static final Population POPULATION = Population.normal(5, 10, 0.1);
  private static final int ROWS = 100_000;
  private static final int SUBSETS = 20;

  private final Map<String, SubsetFilter> filters;

  /** Compares these filters, by name. */
  public CorruptSplits(Map<String, SubsetFilter> filters) {
    this.filters = new LinkedHashMap<>(filters);
  }

  @Override
  public String name() {
    return "corrupt";
  }

  /** The filters' names, beside {@value #NONE} and {@value #KNOWN}. */
  public List<String> filters() {
    return List.copyOf(filters.keySet());
  }

  @Override
  public List<Task> tasks(Scale scale) {
    String cell = POPULATION.label() + " N=" + ROWS + " B=" + SUBSETS;
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= scale.of(1, 40); i++) {
      int dataSet = i;
      tasks.add(new Task(new Trial(cell, i), () -> run(dataSet)));
    }
    return tasks;
  }

  /** The arm of a filter under a corruption, and of a stage for distances. */
  public static String arm(String corruption, String filter, String stage) {
    return corruption + " " + filter + (stage.isEmpty() ? "" : " " + stage);
  }

  private List<Measurement> run(int dataSet) {
    DataSet data = Design.draw(POPULATION, ROWS, dataSet);
    Seed seed = Design.seed(POPULATION.label(), dataSet);
    ChainSettings settings = ChainSettings.DEFAULTS.withSeed(seed.derive("chain"));
    List<RowBlock> blocks = data.subsets(SUBSETS);
    List<LocalFit> honest = new InMemoryChain(blocks, settings).localFits(POPULATION.components());
    Run run = new Run(data, blocks, settings, new Findings());
    run.filtered(CLEAN, honest, Set.of());
    for (Attack attack : Attack.values()) {
      for (double share : SHARES) {
        Corruption corruption = new Corruption(attack, share);
        Set<Integer> places = corruption.places(SUBSETS, seed);
        run.filtered(corruption.toString(), corruption.on(honest, places, seed), places);
      }
    }
    return run.findings().all();
  }

  private final class Run {
    private final DataSet data;
    private final List<RowBlock> blocks;
    private final ChainSettings settings;
    private final Findings findings;

    Run(DataSet data, List<RowBlock> blocks, ChainSettings settings, Findings findings) {
      this.data = data;
      this.blocks = blocks;
      this.settings = settings;
      this.findings = findings;
    }

    Findings findings() {
      return findings;
    }

    void filtered(String corruption, List<LocalFit> arriving, Set<Integer> corrupt) {
      use(corruption, NONE, arriving, Set.of());
      if (!corrupt.isEmpty()) {
        use(corruption, KNOWN, arriving, corrupt);
      }
      filters.forEach(
          (name, filter) -> {
            Set<Integer> out = filter.leftOut(arriving);
            Set<Integer> lost = new TreeSet<>(out);
            lost.removeAll(corrupt);
            Set<Integer> kept = new TreeSet<>(corrupt);
            kept.removeAll(out);
            findings.add(arm(corruption, name, ""), HONEST_LOST, lost.size());
            findings.add(arm(corruption, name, ""), CORRUPT_KEPT, kept.size());
            use(corruption, name, arriving, out);
          });
    }

    /** Reduces and certifies what a filter keeps. */
    private void use(String corruption, String filter, List<LocalFit> arriving, Set<Integer> out) {
      List<RowBlock> keptBlocks = new ArrayList<>();
      List<LocalFit> keptFits = new ArrayList<>();
      for (int b = 0; b < blocks.size(); b++) {
        if (!out.contains(b)) {
          keptBlocks.add(blocks.get(b));
          keptFits.add(arriving.get(b));
        }
      }
      InMemoryChain chain = new InMemoryChain(keptBlocks, settings);
      Candidate candidate = chain.aggregate(POPULATION.components(), keptFits, Optional.empty());
      Mixture reduced = candidate.origins().get(Candidate.REDUCTION);
      if (reduced != null) {
        tell(arm(corruption, filter, Stages.REDUCTION), reduced);
      }
      InMemoryChain.best(chain.certify(candidate))
          .ifPresent(
              path -> tell(arm(corruption, filter, Stages.CERTIFIED), path.last().mixture()));
    }

    private void tell(String arm, Mixture mixture) {
      findings.add(arm, W1, MixtureDistance.between(mixture, data.truth()));
    }
  }
}
