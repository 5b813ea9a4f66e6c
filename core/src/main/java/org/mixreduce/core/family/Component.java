package org.mixreduce.core.family;

/** The parameters of one component, without its weight. Immutable; a family knows its own kind. */
public interface Component {

  /** d, the number of variables. */
  int dimension();

  /** The mean vector: d numbers, a copy. */
  double[] mean();

  /** The standard deviation of each variable: d numbers, a copy. */
  double[] standardDeviations();
}
