package org.mixreduce.core.trust;

import org.mixreduce.core.certify.Certification;

/**
 * What the verdict holds numbers against. The study's section "Verdict" tells how often each is
 * passed with a reason and without.
 */
public final class Thresholds {

  /** Heterogeneity index: random parts of the rows stay below. */
  public static final double ALIKE = 1.5;

  /** Standard deviations: a subset that exceeds the usual loss by more does not fit. */
  public static final double OUTLYING = 6;

  /** Share of subsets that the model of all rows may serve better than their own fits. */
  public static final double OUTDONE = 0.2;

  /** Share of local fits, or of bootstrap replicates, that may fail. */
  public static final double FAILURES = 0.1;

  /** Nats of all rows that the last exact update may gain. */
  public static final double CONVERGED = Certification.NEAR;

  /** Nats by which two origins may differ and yet be the same maximum. */
  public static final double SAME_MAXIMUM = 1;

  /** Differences in a criterion below are worth no more than a bare mention (Raftery 1995). */
  public static final double CLEAR = 2;

  /** 2 ō / ν: how much more a local fit flatters its rows than where rows are as the shape says. */
  public static final double AS_THE_SHAPE = 1.5;

  /** Rows of a component per parameter of its own. */
  public static final double ROWS_PER_PARAMETER = 5;

  /** Monte Carlo error of a standard error, relative to itself. */
  public static final double RELATIVE_ERROR = 0.1;

  private Thresholds() {}
}
