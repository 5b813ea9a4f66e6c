package org.mixreduce.study.chain;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class ReachTest {

  @Test
  public void roundsAreFinishedBeforePatienceIsAsked() {
    // The best is the first; three more do not better it, the third of them in the second round.
    List<Double> values = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 0.0, 9.0);
    assertEquals(6, Reach.DEFAULTS.of(values.subList(0, 6)));
    assertEquals(4, new Reach(1, 3).of(values));
    assertEquals(7, Reach.DEFAULTS.of(values)); // 0.0 renews the patience
  }

  @Test
  public void allAreReachedWhileTheyGetBetter() {
    assertEquals(5, Reach.DEFAULTS.of(List.of(5.0, 4.0, 3.0, 2.0, 1.0)));
  }

  @Test
  public void whatIsNoNumberDoesNotBetter() {
    assertEquals(4, new Reach(1, 3).of(List.of(1.0, Double.NaN, Double.NaN, Double.NaN, 0.0)));
  }
}
