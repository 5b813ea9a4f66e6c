package org.mixreduce.core.family;

import org.mixreduce.core.data.Moments;

/**
 * The expected sufficient statistics of one component: of rows under responsibilities, or of
 * another component that stands for its rows.
 *
 * <p>Law: {@link #plus} is associative and commutative to rounding, and the sum over parts is the
 * statistics of the union. Immutable.
 */
public interface ComponentStatistics {

  /** Σ_i w_i r_ik, the weight of the rows (or shares of rows) that were added. */
  double weight();

  /**
   * The statistics of both together.
   *
   * @throws IllegalArgumentException if the other is of another family or dimension
   */
  ComponentStatistics plus(ComponentStatistics other);

  /**
   * The statistics of {@code factor} times the rows. With a negative factor it takes away what
   * {@link #plus} would add, which extrapolation needs; such statistics are no rows' own.
   */
  ComponentStatistics times(double factor);

  /**
   * The same as numbers that add: those of {@code a.plus(b)} are the sums of those of a and b, and
   * {@code a.times(f)} multiplies them. In units in which differences of one part and of another
   * compare, so that their squares make sense of how far two statistics are apart.
   *
   * @param global moments of all rows, whose means and standard deviations are origin and unit
   */
  double[] coordinates(Moments global);
}
