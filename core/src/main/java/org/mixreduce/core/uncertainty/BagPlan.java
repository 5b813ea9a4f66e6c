package org.mixreduce.core.uncertainty;

import org.mixreduce.core.model.Mixture;

/**
 * How many bags of how many rows. A row is in the bag that its hash says, so bags are simple random
 * samples of all rows, without common rows, however the rows are ordered or split.
 *
 * <p>A bag has b = n^0.6 rows of n (Kleiner et al. 2014 recommend exponents from 0.5 to 0.9), but
 * no fewer than {@value #ROWS_PER_PARAMETER} a parameter of the component whose rows are scarcest:
 * a bag's fit varies around the estimate by its own noise, and the spread of the replicates is that
 * of the full size only as far as the bag resembles the whole. It has no more than the task has
 * memory for. If no two bags fit into n, one bag holds all rows, which is Efron's bootstrap.
 *
 * @param bags s, at least 1
 * @param share of the rows that is in any one bag, at most 1 / s
 */
public record BagPlan(int bags, double share) {

  /** Bags that are drawn before a look at whether they are enough. */
  public static final int WAVE = 8;

  /** Bags that are drawn at most. */
  public static final int MOST = 3 * WAVE;

  /** γ of b = n^γ. */
  private static final double EXPONENT = 0.6;

  private static final int ROWS_PER_PARAMETER = 30;

  /**
   * A plan.
   *
   * @param rows n, how many rows there are
   * @param mostRows of one bag
   */
  public static BagPlan of(double rows, Mixture estimate, int mostRows) {
    return of(rows, needed(estimate), mostRows);
  }

  /**
   * A plan.
   *
   * @param rows n, how many rows there are
   * @param needed rows that give the scarcest component enough of its own
   * @param mostRows of one bag
   */
  public static BagPlan of(double rows, double needed, int mostRows) {
    double size = Math.min(Math.max(Math.pow(rows, EXPONENT), needed), mostRows);
    int bags = (int) Math.max(1, Math.min(MOST, Math.floor(rows / size)));
    boolean whole = bags == 1 && rows <= mostRows;
    return new BagPlan(bags, whole ? 1 : Math.min(1.0 / bags, size / rows));
  }

  /** Rows that give the scarcest component enough of its own. */
  public static double needed(Mixture estimate) {
    double smallest = 1;
    for (double weight : estimate.weights()) {
      smallest = Math.min(smallest, weight);
    }
    return needed(estimate.ownParameters(), smallest);
  }

  /** The same, of a component with so many parameters of its own and the smallest weight. */
  public static double needed(long ownParameters, double smallest) {
    return ROWS_PER_PARAMETER * ownParameters / smallest;
  }

  /** The plan with the larger bags. */
  public BagPlan larger(BagPlan other) {
    return other.share > share ? other : this;
  }

  /** Bags of one wave. */
  public int wave() {
    return Math.min(WAVE, bags);
  }

  /** The bag of a row, from 0; −1 if it is in none. */
  public int bag(long hash) {
    // 53 bits of the hash as a number in [0, 1).
    double place = (hash >>> 11) * 0x1p-53;
    int bag = (int) (place / share);
    return bag < bags ? bag : -1;
  }
}
