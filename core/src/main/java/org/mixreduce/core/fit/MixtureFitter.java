package org.mixreduce.core.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.DegenerateComponentException;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.model.Mixture;

/**
 * Fits mixtures to one block of rows: short runs from several starting points on a subsample, then
 * the best of them to convergence on all rows (Biernacki, Celeux and Govaert 2003,
 * doi:10.1016/S0167-9473(02)00163-9).
 *
 * <p>What a fit starts from depends on the seed, K and the number of the start, never on what else
 * is fitted beside it.
 */
public final class MixtureFitter {

  /**
   * Rows of the subsample that short runs see: at least these, and these per component and
   * variable.
   */
  private static final int SUBSAMPLE_ROWS = 2000;

  private static final int SUBSAMPLE_ROWS_PER_MEAN = 20;

  /**
   * Nats a free parameter: a fit of a part of all rows misses the whole's maximum by about half a
   * nat a parameter, so to come nearer than this to the part's own maximum tells nothing.
   */
  private static final double ENOUGH_OF_A_PART = 1e-3;

  /**
   * What all parts together may miss, as a share of ½ log N, BIC's price of a parameter in nats:
   * with very many parts their shortfalls would add up to a price of their own.
   */
  private static final double ENOUGH_OF_ALL_PARTS = 0.1;

  private final RowBlock rows;
  private final RowTiles tiles;
  private final Moments global;
  private final FitSettings settings;
  private final Seed seed;
  private long work;

  /**
   * A fitter of these rows.
   *
   * @param global the moments of all rows of the job, for scaling and for the penalty
   * @param seed of everything random in fits of these rows
   */
  public MixtureFitter(RowBlock rows, Moments global, FitSettings settings, Seed seed) {
    this.rows = rows;
    this.tiles = new RowTiles(rows);
    this.global = global;
    this.settings = settings;
    this.seed = seed;
  }

  /** λ = c / √n for these rows. */
  public Penalty penalty() {
    return Penalty.of(settings.penaltyMultiplier(), rows.totalWeight(), global);
  }

  /**
   * The best fit of K components.
   *
   * @param given a starting point to try beside the drawn ones; it must have K components
   * @return the best fit by penalised log-likelihood; degenerate, and then with no usable mixture,
   *     only if no start gave a sound fit. Empty if there was not even a starting point.
   */
  public Optional<FitResult> fit(ComponentFamily family, int k, Optional<Mixture> given) {
    return fit(family, k, given.stream().toList());
  }

  /**
   * The best fit of K components.
   *
   * @param given starting points to try beside the drawn ones, each of K components
   * @return as for {@link #fit(ComponentFamily, int, Optional)}
   */
  public Optional<FitResult> fit(ComponentFamily family, int k, List<Mixture> given) {
    List<Mixture> starts = startingPoints(family, k);
    starts.addAll(given);
    RowBlock sample = subsample(k);
    Penalty shortPenalty = Penalty.of(settings.penaltyMultiplier(), sample.totalWeight(), global);
    RowTiles sampleTiles = sample == rows ? tiles : new RowTiles(sample, tiles.loops());
    List<FitResult> ranked = new ArrayList<>();
    for (Mixture start : starts) {
      ranked.add(run(sampleTiles, start, shortPenalty, settings.shortRun()));
    }
    ranked.sort(MixtureFitter::better);
    return finalRun(ranked);
  }

  private FitResult run(RowTiles on, Mixture start, Penalty penalty, EmSettings how) {
    FitResult result = ExpectationMaximisation.run(on, start, penalty, how);
    work += result.work(on.block().rows());
    return result;
  }

  /**
   * Row densities of one component that were evaluated so far, in all runs: rows × components ×
   * iterations.
   */
  public long work() {
    return work;
  }

  /** Runs the best short runs to convergence until enough of them ended well. */
  private Optional<FitResult> finalRun(List<FitResult> ranked) {
    List<FitResult> finals = new ArrayList<>();
    int sound = 0;
    for (FitResult shortRun : ranked) {
      if (sound == settings.finalists()) {
        break;
      }
      FitResult result = shortRun.usable() ? polish(shortRun.mixture()) : shortRun;
      sound += result.usable() ? 1 : 0;
      finals.add(result);
    }
    return finals.stream().min(MixtureFitter::better);
  }

  /** Climbs from one point on all rows. */
  public FitResult polish(Mixture start) {
    return run(tiles, start, penalty(), finalRun(start.freeParameters()));
  }

  /** As asked where these are all rows of the job; see {@link #ENOUGH_OF_A_PART} where not. */
  private EmSettings finalRun(long parameters) {
    EmSettings asked = settings.finalRun();
    double part = rows.totalWeight();
    double whole = global.weight();
    // Both are sums of the same weights where the part is all, but in another order.
    if (part >= whole * (1 - 1e-9)) {
      return asked;
    }
    double ofAll = ENOUGH_OF_ALL_PARTS * 0.5 * Math.log(whole) * part / whole;
    double enough = Math.min(ENOUGH_OF_A_PART, ofAll) * parameters / part;
    return new EmSettings(asked.maxIterations(), Math.max(asked.tolerance(), enough));
  }

  private static int better(FitResult a, FitResult b) {
    if (a.usable() != b.usable()) {
      return a.usable() ? -1 : 1;
    }
    return Double.compare(b.objective(), a.objective());
  }

  private List<Mixture> startingPoints(ComponentFamily family, int k) {
    RowBlock sample = subsample(k);
    Map<StartScale, PartitionStart> partitions = new EnumMap<>(StartScale.class);
    for (StartScale scale : StartScale.values()) {
      partitions.put(scale, new PartitionStart(sample, global, scale));
    }
    // Starting points are always penalised: parts of a few rows are no reason to have no start.
    double multiplier = Math.max(1, settings.penaltyMultiplier());
    Penalty penalty = Penalty.of(multiplier, sample.totalWeight(), global);
    List<Mixture> starts = new ArrayList<>();
    int count = k == 1 ? 1 : settings.starts();
    for (int s = 0; s < count; s++) {
      StartScale scale = StartScale.values()[s % StartScale.values().length];
      RandomGenerator random = seed.derive("start").derive(k).derive(s).generator();
      try {
        starts.add(partitions.get(scale).draw(family, k, penalty, random));
      } catch (DegenerateComponentException e) {
        // Fewer different rows than components: this start has nothing to offer, others may.
        continue;
      }
    }
    return starts;
  }

  /** The same rows for every start of a K; all rows if they are few. */
  private RowBlock subsample(int k) {
    int size = Math.max(SUBSAMPLE_ROWS, SUBSAMPLE_ROWS_PER_MEAN * k * (rows.dimension() + 1));
    if (rows.rows() <= size) {
      return rows;
    }
    RandomGenerator random = seed.derive("subsample").derive(k).generator();
    int[] places = new int[rows.rows()];
    Arrays.setAll(places, i -> i);
    for (int i = 0; i < size; i++) {
      int other = i + random.nextInt(places.length - i);
      int swapped = places[i];
      places[i] = places[other];
      places[other] = swapped;
    }
    int[] sample = Arrays.copyOf(places, size);
    Arrays.sort(sample);
    return rows.select(sample);
  }
}
