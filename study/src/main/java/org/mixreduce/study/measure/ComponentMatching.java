package org.mixreduce.study.measure;

import java.util.Arrays;
import org.mixreduce.core.model.Mixture;

/**
 * The one-to-one assignment of the components of one mixture to those of another that has the least
 * sum of {@link GroundCost}s. (An assignment is a transport between equal weights: the simplex
 * method ends in a vertex, and the vertices are the permutations.)
 */
public final class ComponentMatching {

  private ComponentMatching() {}

  /** For each component of the reference the place of its partner in the other mixture. */
  public static int[] of(Mixture reference, Mixture other) {
    int k = reference.size();
    if (other.size() != k) {
      throw new IllegalArgumentException(
          "cannot match " + other.size() + " components to " + k + " one to one");
    }
    double[] ones = new double[k];
    Arrays.fill(ones, 1);
    double[][] plan = TransportProgram.plan(GroundCost.between(reference, other), ones, ones);
    int[] partners = new int[k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        if (plan[i][j] > 0.5) {
          partners[i] = j;
        }
      }
    }
    return partners;
  }
}
