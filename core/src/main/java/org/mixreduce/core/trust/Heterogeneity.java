package org.mixreduce.core.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether the subsets are alike. A local fit flatters its n_b rows by ō nats, its optimism, and the
 * model of all N rows, of which the subset is a part, by n_b / N of that: a random part of the rows
 * loses 2 ō (1 − n_b / N) on average by it, in twice the nats. The index is the sum of the losses
 * over the sum of what is expected, about 1 if rows are shared out at random, and far above where
 * the subsets differ in kind.
 *
 * <p>Memory: the {@value #WORST} worst subsets.
 */
public final class Heterogeneity {

  /** How many subsets are named. */
  public static final int WORST = 5;

  private static final double NOTHING = 0.1;

  private static final double SURE = 4;

  private static final Comparator<SubsetLoss> WORST_FIRST =
      Comparator.comparingDouble(SubsetLoss::excess).reversed();

  private final double optimism;
  private final double total;
  private final LossSpread spread;
  private final double threshold;
  private final List<SubsetLoss> worst = new ArrayList<>();
  private double loss;
  private double expected;
  private long subsets;
  private long outlying;
  private long outdone;
  private double mostLost;
  private double othersLoss;
  private double othersExpected;

  /**
   * Of no subset yet.
   *
   * @param optimism ō, in nats, on average over the subsets
   * @param total N
   * @param spread of the losses of all subsets
   * @param threshold {@link SubsetLoss#excess} beyond which a subset does not fit
   */
  public Heterogeneity(double optimism, double total, LossSpread spread, double threshold) {
    this.optimism = optimism;
    this.total = total;
    this.spread = spread;
    this.threshold = threshold;
  }

  /**
   * The next subset.
   *
   * @param place where its first row stands, in words
   * @param rows how many it has
   * @param weight n_b
   * @param own ℓ_b(θ̂_b), at its own fit
   * @param shared ℓ_b(θ̂), at the model of all rows
   * @return what it loses; empty if it is all rows, which nothing can be compared with
   */
  public Optional<SubsetLoss> add(
      String place, long rows, double weight, double own, double shared) {
    double likely = 2 * optimism * (1 - weight / total);
    if (!(likely > 0)) {
      return Optional.empty();
    }
    double lost = 2 * (own - shared);
    double usual = spread.usual(likely);
    SubsetLoss found =
        new SubsetLoss(place, rows, lost, likely, usual, (lost - usual) / spread.scale(likely));
    subsets++;
    loss += found.loss();
    expected += likely;
    if (found.excess() > threshold) {
      outlying++;
    } else {
      othersLoss += found.loss();
      othersExpected += likely;
    }
    outdone += found.loss() < 0 ? 1 : 0;
    mostLost = Math.max(mostLost, Math.abs(lost) / likely);
    worst.add(found);
    worst.sort(WORST_FIRST);
    if (worst.size() > WORST) {
      worst.remove(WORST);
    }
    return Optional.of(found);
  }

  /** Σ loss / Σ expected; not a number without subsets to compare. */
  public double index() {
    return subsets == 0 ? Double.NaN : loss / expected;
  }

  /** The same of the subsets within the threshold alone; not a number without any. */
  public double indexOfOthers() {
    return othersExpected == 0 ? Double.NaN : othersLoss / othersExpected;
  }

  /**
   * Whether single subsets are of another kind than all others: some are far out, fewer than half
   * are beyond the threshold, and those within it do not differ as those of sorted rows do.
   */
  public boolean hasStrangers() {
    return outlying > 0
        && 2 * outlying < subsets
        && worst.get(0).excess() > Thresholds.FAR_OUT
        && indexOfOthers() <= Thresholds.OTHERS_DIFFER;
  }

  /**
   * Whether no subset loses or gains a tenth of what is expected of it, as copies of the same rows
   * do not, and losses of random parts would be too many for that: the index is {@value #SURE}
   * standard errors √(2 / Σ expected) of it or more below one. (An index near zero alone may come
   * of losses and gains that cancel, as under heavy tails.)
   */
  public boolean areTooAlike() {
    return mostLost < NOTHING && 1 - index() > SURE * Math.sqrt(2 / expected);
  }

  /** Subsets compared. */
  public long subsets() {
    return subsets;
  }

  /** Subsets whose excess is beyond the threshold. */
  public long outlying() {
    return outlying;
  }

  /** Subsets whose own fit is worse on their rows than the model of all rows. */
  public long outdone() {
    return outdone;
  }

  /** The worst subsets beyond the threshold, the worst first. */
  public List<SubsetLoss> worst() {
    return worst.stream().filter(subset -> subset.excess() > threshold).toList();
  }
}
