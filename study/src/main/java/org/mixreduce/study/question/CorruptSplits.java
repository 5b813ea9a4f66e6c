package org.mixreduce.study.question;

import java.util.ArrayList;
import java.util.HashMap;
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
import org.mixreduce.study.data.ComponentLaw;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;
import org.mixreduce.study.measure.MixtureDistance;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/**
 * What if some subsets send other parameters than they found? W₁ to the truth of each filter's
 * result, beside a filter that knows which they are and none at all. A subset that a filter leaves
 * out is left out of the exact updates too. No row leaves its mapper.
 *
 * <p>And how often is an honest subset lost where none is corrupt? More data sets, whose local fits
 * are filtered and go no further.
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

  private static final int SUBSETS = 20;

  private record Setting(Population population, int rows, int dataSets) {
    String cell() {
      return population.label() + " N=" + rows + " B=" + SUBSETS;
    }

    DataSet draw(int dataSet) {
      return Design.draw(population, rows, dataSet);
    }

    Seed seed(int dataSet) {
      return Design.seed(population.label(), dataSet);
    }

    ChainSettings chain(int dataSet) {
      return ChainSettings.DEFAULTS.withSeed(seed(dataSet).derive("chain"));
    }

    List<LocalFit> localFits(List<RowBlock> blocks, ChainSettings settings) {
      return new InMemoryChain(blocks, settings)
          .localFits(population.components(), Optional.empty());
    }
  }

  private static final Setting ATTACKED = new Setting(Population.normal(5, 10, 0.1), 100_000, 20);

  /** To see a loss in 1 % of cases takes many data sets, and only local fits. */
  private static final List<Setting> CLEAN_ONLY =
      List.of(
          new Setting(Population.normal(5, 10, 0.1), 100_000, 100),
          new Setting(new Population(5, 4, 0.05, ComponentLaw.NORMAL), 50_000, 300),
          new Setting(new Population(5, 4, 0.05, ComponentLaw.STUDENT), 50_000, 100),
          new Setting(new Population(5, 4, 0.05, ComponentLaw.SKEWED), 50_000, 100));

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

  /** The cell of data sets that are attacked. */
  public static String attackedCell() {
    return ATTACKED.cell();
  }

  /** Cells of data sets that are filtered as they are, and no more. */
  public static List<String> cleanCells() {
    return CLEAN_ONLY.stream().map(setting -> setting.cell() + " " + CLEAN).toList();
  }

  @Override
  public List<Task> tasks(Scale scale) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= scale.of(1, ATTACKED.dataSets()); i++) {
      int dataSet = i;
      tasks.add(new Task(new Trial(attackedCell(), i), () -> run(dataSet)));
    }
    for (int c = 0; c < CLEAN_ONLY.size(); c++) {
      Setting setting = CLEAN_ONLY.get(c);
      for (int i = 1; i <= scale.of(2, setting.dataSets()); i++) {
        int dataSet = i;
        tasks.add(new Task(new Trial(cleanCells().get(c), i), () -> clean(setting, dataSet)));
      }
    }
    return tasks;
  }

  /** The arm of a filter under a corruption, and of a stage for distances. */
  public static String arm(String corruption, String filter, String stage) {
    return corruption + " " + filter + (stage.isEmpty() ? "" : " " + stage);
  }

  private List<Measurement> run(int dataSet) {
    DataSet data = ATTACKED.draw(dataSet);
    Seed seed = ATTACKED.seed(dataSet);
    ChainSettings settings = ATTACKED.chain(dataSet);
    List<RowBlock> blocks = data.subsets(SUBSETS);
    List<LocalFit> honest = ATTACKED.localFits(blocks, settings);
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

  private List<Measurement> clean(Setting setting, int dataSet) {
    ChainSettings settings = setting.chain(dataSet);
    List<LocalFit> fits = setting.localFits(setting.draw(dataSet).subsets(SUBSETS), settings);
    Findings findings = new Findings();
    filters.forEach(
        (name, filter) ->
            findings.add(
                arm(CLEAN, name, ""), HONEST_LOST, filter.leftOut(fits, settings.seed()).size()));
    return findings.all();
  }

  /** What some of the subsets lead to. */
  private record Result(Optional<Mixture> reduction, Optional<Mixture> certified) {}

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
      // What leaves out the same subsets finds the same.
      Map<Set<Integer>, Result> results = new HashMap<>();
      tell(corruption, NONE, results.computeIfAbsent(Set.of(), out -> use(arriving, out)));
      if (!corrupt.isEmpty()) {
        tell(corruption, KNOWN, results.computeIfAbsent(corrupt, out -> use(arriving, out)));
      }
      filters.forEach(
          (name, filter) -> {
            Set<Integer> left = filter.leftOut(arriving, settings.seed());
            Set<Integer> lost = new TreeSet<>(left);
            lost.removeAll(corrupt);
            Set<Integer> kept = new TreeSet<>(corrupt);
            kept.removeAll(left);
            findings.add(arm(corruption, name, ""), HONEST_LOST, lost.size());
            findings.add(arm(corruption, name, ""), CORRUPT_KEPT, kept.size());
            tell(corruption, name, results.computeIfAbsent(left, out -> use(arriving, out)));
          });
    }

    /** Reduces and certifies what a filter keeps. */
    private Result use(List<LocalFit> arriving, Set<Integer> out) {
      List<RowBlock> keptBlocks = new ArrayList<>();
      List<LocalFit> keptFits = new ArrayList<>();
      for (int b = 0; b < blocks.size(); b++) {
        if (!out.contains(b)) {
          keptBlocks.add(blocks.get(b));
          keptFits.add(arriving.get(b));
        }
      }
      InMemoryChain chain = new InMemoryChain(keptBlocks, settings);
      int k = ATTACKED.population().components();
      Candidate candidate = chain.aggregate(k, keptFits, Optional.empty());
      return new Result(
          Optional.ofNullable(candidate.origins().get(Candidate.REDUCTION)),
          InMemoryChain.best(chain.certifySelected(candidate)).map(path -> path.last().mixture()));
    }

    private void tell(String corruption, String filter, Result result) {
      result
          .reduction()
          .ifPresent(mixture -> tell(arm(corruption, filter, Stages.REDUCTION), mixture));
      result
          .certified()
          .ifPresent(mixture -> tell(arm(corruption, filter, Stages.CERTIFIED), mixture));
    }

    private void tell(String arm, Mixture mixture) {
      findings.add(arm, W1, MixtureDistance.between(mixture, data.truth()));
    }
  }
}
