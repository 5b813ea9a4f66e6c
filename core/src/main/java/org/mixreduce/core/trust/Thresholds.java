package org.mixreduce.core.trust;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.mixreduce.core.certify.Certification;

/**
 * What the verdict holds numbers against. The study's section "Verdict" tells how often {@link
 * #ALIKE}, {@link #OUTLYING}, {@link #AS_THE_SHAPE} and the agreement of standard errors are passed
 * with a reason and without, its section "Local optima" what {@link #SAME_MAXIMUM} and {@link
 * #CONVERGED} tell apart. {@link #CLEAR} and {@link #VERY_STRONG} are the literature's. The others
 * are conventions, which their texts state as they are: shares.
 */
public final class Thresholds {

  /** Heterogeneity index: random parts of the rows stay below. */
  public static final double ALIKE = 1.5;

  /**
   * Standard deviations: a subset that exceeds the usual loss by more does not fit, see {@link
   * #outlying}.
   */
  public static final double OUTLYING = 6;

  /**
   * Standard deviations: a subset that exceeds the usual loss by more is of another kind. Rows with
   * heavier tails than the shape's take honest subsets beyond {@link #OUTLYING}, and none in the
   * study beyond this.
   */
  public static final double FAR_OUT = 30;

  /**
   * Heterogeneity index of the subsets that are not outlying: above, they differ among each other
   * as those of sorted rows do, and none is the odd one out. Below 1.5 they would be alike, but the
   * model of all rows, which has the odd one's rows too, serves them worse than that.
   */
  public static final double OTHERS_DIFFER = 15;

  /** Chance that one of all honest subsets is called outlying. */
  private static final double FALSE_ALARM = 1e-3;

  /** Share of subsets that the model of all rows may serve better than their own fits. */
  public static final double OUTDONE = 0.2;

  /** Share of local fits, or of bootstrap replicates, that may fail. */
  public static final double FAILURES = 0.1;

  /** Nats of all rows that the last two exact updates may change. */
  public static final double CONVERGED = Certification.NEAR;

  /** Nats by which two origins may differ and yet be the same maximum. */
  public static final double SAME_MAXIMUM = 1;

  /** Differences in a criterion below are worth no more than a bare mention (Raftery 1995). */
  public static final double CLEAR = 2;

  /** Differences in BIC above are very strong evidence (Kass and Raftery 1995). */
  public static final double VERY_STRONG = 10;

  /** Share of a variance that may be the penalty's. */
  public static final double PENALISED = 0.1;

  /** Share of a variance that makes the penalty, and not the rows, say what it is. */
  public static final double MOSTLY_PENALISED = 0.5;

  /** Share of standard errors that bootstrap and sandwich may contradict each other on. */
  public static final double CONTRADICTED = 0.5;

  /** 2 ō / ν: how much more a local fit flatters its rows than where rows are as the shape says. */
  public static final double AS_THE_SHAPE = 1.5;

  /** Rows of a component per parameter of its own. */
  public static final double ROWS_PER_PARAMETER = 5;

  /** Monte Carlo error of a standard error, relative to itself. */
  public static final double RELATIVE_ERROR = 0.1;

  private Thresholds() {}

  /**
   * Standard deviations beyond the usual loss that make one of B subsets outlying: {@value
   * #OUTLYING}, or more where so many honest subsets, or so skewed a loss as that of few
   * parameters, would go beyond by chance. A loss is about χ² with as many degrees of freedom as is
   * expected of it, so that its 1 − 0.001 / B quantile is what one of B goes beyond once in a
   * thousand runs.
   *
   * @param loss what a subset is expected to lose, 2 ō
   * @param subsets B
   */
  public static double outlying(double loss, long subsets) {
    if (!(loss > 0) || subsets < 1) {
      return OUTLYING;
    }
    double quantile =
        new ChiSquaredDistribution(null, loss)
            .inverseCumulativeProbability(1 - FALSE_ALARM / subsets);
    return Math.max(OUTLYING, (quantile - loss) / Math.sqrt(2 * loss));
  }
}
