package org.mixreduce.driver.plan;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.local.LocalFitter;
import org.mixreduce.core.model.CandidateKey;

/**
 * What fits of the sampled rows take, measured in this process by fitting them as a subset is: for
 * each shape the smallest, a middle and the largest K, as far as some seconds allow; for K between
 * them by interpolation, beyond them as the last.
 */
final class Pilot {

  private static final double SECONDS = 8;
  private static final double WARM_SECONDS = 1;
  private static final int FEWEST_ROWS = 500;
  private static final int SHORT_ITERATIONS = 30;
  private static final int LIKELY_ITERATIONS = 60;

  /**
   * Of one candidate.
   *
   * @param shortRuns row densities of the short runs of all starts, a component
   * @param iterations of the run to the end
   */
  record Cost(double shortRuns, double iterations) {
    private Cost towards(Cost other, double share) {
      return new Cost(
          shortRuns + share * (other.shortRuns - shortRuns),
          iterations + share * (other.iterations - iterations));
    }
  }

  private final Map<ModelType, TreeMap<Integer, Cost>> costs = new HashMap<>();
  private final Map<ModelType, Double> secondsPerWork = new HashMap<>();
  private final LocalFitter fitter;
  private final RowBlock rows;
  private final int starts;
  private double spent;

  private Pilot(RowBlock rows, LocalFitter fitter, int starts) {
    this.rows = rows;
    this.fitter = fitter;
    this.starts = starts;
  }

  /**
   * Fits the sample.
   *
   * @param rows of which no more are taken than a subset has
   * @param weight of all rows, which decides how far local fits go
   */
  static Pilot of(
      RowBlock rows, Moments sample, double weight, List<CandidateKey> candidates, FitPace how) {
    double factor = weight / sample.weight();
    double[] scatter = sample.scatter();
    for (int i = 0; i < scatter.length; i++) {
      scatter[i] *= factor;
    }
    Moments global = Moments.of(weight, sample.mean(), scatter);
    FitSettings settings =
        FitSettings.DEFAULTS.withStarts(how.starts()).withPenaltyMultiplier(how.penalty());
    LocalFitter fitter = new LocalFitter(global, settings, new Seed(how.seed()));
    Pilot pilot = new Pilot(rows, fitter, how.starts());
    candidates.stream()
        .map(CandidateKey::type)
        .distinct()
        .forEach(type -> pilot.measure(candidates, type));
    return pilot;
  }

  /** How local fits are made. */
  record FitPace(int starts, double penalty, long seed) {}

  private void measure(List<CandidateKey> candidates, ModelType type) {
    List<CandidateKey> own =
        candidates.stream()
            .filter(key -> key.type().equals(type))
            .sorted(Comparator.comparingInt(CandidateKey::components))
            .toList();
    TreeMap<Integer, Cost> told = new TreeMap<>();
    costs.put(type, told);
    CandidateKey first = own.get(Math.min(1, own.size() - 1));
    secondsPerWork.put(type, pace(first));
    for (int place : new int[] {0, own.size() - 1, own.size() / 2}) {
      CandidateKey key = own.get(place);
      int size = affordable(key, secondsPerWork.get(type));
      if (size >= Math.min(FEWEST_ROWS, rows.rows()) && !told.containsKey(key.components())) {
        LocalFit fit = fit(key, size);
        double all = fit.work() / (double) key.components();
        double last = (double) fit.iterations() * Math.min(size, rows.rows());
        told.put(key.components(), new Cost(Math.max(0, all - last), fit.iterations()));
      }
    }
    if (told.isEmpty()) {
      double runs = (double) starts * SHORT_ITERATIONS * subsample(first);
      told.put(first.components(), new Cost(runs, LIKELY_ITERATIONS));
    }
  }

  /**
   * Seconds of a row's density and statistics under a component: those of E-steps on all the
   * sample, by the processor's time, which other processes do not lengthen, when the code has
   * become warm.
   */
  private double pace(CandidateKey key) {
    LocalFit fit = fit(key, FEWEST_ROWS);
    if (fit.mixture().isEmpty()) {
      return spent / Math.max(1, fit.work());
    }
    RowTiles tiles = new RowTiles(rows);
    double work = (double) rows.rows() * key.components();
    double best = Double.POSITIVE_INFINITY;
    double begin = now();
    do {
      double start = now();
      new ExpectationStep(fit.mixture().get()).add(tiles);
      best = Math.min(best, (now() - start) / work);
    } while (now() - begin < WARM_SECONDS);
    return best;
  }

  private static double now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  /** Rows whose fit takes no more than a share of the seconds that are left. */
  private int affordable(CandidateKey key, double pace) {
    double share = (SECONDS - spent) / 3 / (pace * key.components());
    double runs = (double) starts * SHORT_ITERATIONS * subsample(key);
    double left = (share - runs) / LIKELY_ITERATIONS;
    double few = share / (starts * SHORT_ITERATIONS + LIKELY_ITERATIONS);
    return (int) Math.max(0, Math.min(rows.rows(), Math.max(left, few)));
  }

  /** Rows that short runs see. */
  private int subsample(CandidateKey key) {
    return Math.max(2000, 20 * key.components() * (rows.dimension() + 1));
  }

  private LocalFit fit(CandidateKey key, int most) {
    int size = Math.min(most, rows.rows());
    // Spread over the sample, which is of many places.
    RowBlock block = rows.select(IntStream.range(0, size).map(i -> place(i, size)).toArray());
    double start = now();
    LocalFit fit = fitter.fit(SubsetId.POOLED_SAMPLE, block, key, 0, Optional.empty());
    spent += now() - start;
    return fit;
  }

  private int place(int i, int size) {
    return (int) ((long) i * rows.rows() / size);
  }

  /** Seconds of one component's density and statistics of one row. */
  double secondsPerWork(CandidateKey key) {
    return secondsPerWork.get(key.type());
  }

  /** What a fit of that candidate takes. */
  Cost cost(CandidateKey key) {
    TreeMap<Integer, Cost> told = costs.get(key.type());
    Map.Entry<Integer, Cost> below = told.floorEntry(key.components());
    Map.Entry<Integer, Cost> above = told.ceilingEntry(key.components());
    if (below == null || above == null) {
      return (below == null ? above : below).getValue();
    }
    double width = above.getKey() - (double) below.getKey();
    double share = width == 0 ? 0 : (key.components() - below.getKey()) / width;
    return below.getValue().towards(above.getValue(), share);
  }

  /** The K that were fitted, by shape. */
  List<String> fitted() {
    List<String> texts = new ArrayList<>();
    costs.forEach((type, told) -> texts.add(type.shape() + " K = " + told.keySet()));
    return texts;
  }
}
