package org.mixreduce.core.family;

/**
 * One of the numbers in which a family reports its components: together they are coordinates of the
 * components, as many as the family has free parameters.
 *
 * @param name such as mean, standard_deviation, correlation
 * @param component whose it is, from 0; {@link #ALL} if the components share it
 * @param variable of which variable, from 0; {@link #ALL} if of every one
 * @param other the second variable, of correlations; {@link #ALL} if there is none
 * @param scale on which its estimator is nearly normal
 */
public record ReportedParameter(
    String name, int component, int variable, int other, ParameterScale scale) {

  /** No one in particular. */
  public static final int ALL = -1;
}
