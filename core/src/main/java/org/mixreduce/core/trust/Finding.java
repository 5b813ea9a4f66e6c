package org.mixreduce.core.trust;

/**
 * One thing that speaks for or against a result.
 *
 * @param topic what was looked at
 * @param level how it came out
 * @param value the number that decided; not a number if it is no number
 * @param threshold what the number was held against; not a number if there is none
 * @param text in words
 * @param remedy what to do; empty if nothing needs to be done
 */
public record Finding(
    Topic topic, Level level, double value, double threshold, String text, String remedy) {

  /** What is looked at. */
  public enum Topic {
    /** Whether the subsets are alike. */
    HETEROGENEITY,
    /** Whether single subsets do not fit. */
    OUTLYING_SUBSETS,
    /** Whether local fits failed or missed their maximum. */
    LOCAL_FITS,
    /** Whether the exact updates have arrived. */
    CONVERGENCE,
    /** Whether two ways to the model lead to the same maximum. */
    MAXIMUM,
    /** Whether the number of components is clear. */
    NUMBER_OF_COMPONENTS,
    /** Whether one pass foretold the exact criterion. */
    PSEUDO_BIC,
    /** Whether rows are as the shape has them. */
    SHAPE,
    /** Whether the penalty shapes the estimate. */
    PENALTY,
    /** Whether each component has rows enough. */
    COMPONENT_SIZE,
    /** Whether standard errors are known and agree. */
    STANDARD_ERRORS,
    /** Whether columns have values that many rows share. */
    ATOMS
  }

  /** How it came out. */
  public enum Level {
    /** As it should be. */
    GOOD,
    /** Worth knowing. */
    NOTE,
    /** Something should be done before the result is used. */
    ACT
  }

  /** As it should be. */
  public static Finding good(Topic topic, double value, double threshold, String text) {
    return new Finding(topic, Level.GOOD, value, threshold, text, "");
  }
}
