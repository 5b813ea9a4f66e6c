package org.mixreduce.core.data;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

public class SubsetSampleTest {

  private static List<Integer> sample(long seed, List<Integer> order, int size) {
    SubsetSample<Integer> sample = new SubsetSample<>(new Seed(seed), size);
    order.forEach(i -> sample.offer(new SubsetId("rows", 0, i), i));
    return sample.values();
  }

  private static List<Integer> upTo(int count) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(i);
    }
    return all;
  }

  @Test
  public void fewSubsetsAreAllKeptInTheirOrder() {
    assertEquals(List.of(0, 1, 2), sample(1, List.of(2, 0, 1), 8));
  }

  @Test
  public void theOrderInWhichTheyComeDoesNotMatter() {
    List<Integer> shuffled = upTo(50);
    Collections.shuffle(shuffled, new Random(1));
    assertEquals(sample(7, upTo(50), 8), sample(7, shuffled, 8));
  }

  /** Each of ten is in a sample of three with probability 0.3: 1,200 ± 29 of 4,000 times. */
  @Test
  public void eachIsAsLikelyAsAnyOther() {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int seed = 0; seed < 4000; seed++) {
      sample(seed, upTo(10), 3).forEach(i -> counts.merge(i, 1, Integer::sum));
    }
    for (int i = 0; i < 10; i++) {
      assertEquals("subset " + i, 1200, counts.get(i), 4 * 29);
    }
  }
}
