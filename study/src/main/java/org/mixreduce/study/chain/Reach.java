package org.mixreduce.study.chain;

import java.util.List;
import org.mixreduce.core.criterion.Patience;

/**
 * How far a chain of growing K goes: rounds of a few K, until the patience with the pseudo-BIC is
 * exhausted at the end of a round.
 *
 * @param round numbers of components a round ({@code --round})
 * @param patience numbers of components without a better pseudo-BIC ({@code --patience})
 */
public record Reach(int round, int patience) {

  /** What {@code fit} does unless told otherwise. */
  public static final Reach DEFAULTS = new Reach(3, 3);

  /** How many of these candidates, told in the order of K, the chain fits. */
  public int of(List<Double> pseudoBics) {
    Patience left = new Patience(patience);
    int reached = 0;
    while (reached < pseudoBics.size() && !left.exhausted()) {
      int end = Math.min(reached + round, pseudoBics.size());
      pseudoBics.subList(reached, end).forEach(left::tell);
      reached = end;
    }
    return reached;
  }
}
