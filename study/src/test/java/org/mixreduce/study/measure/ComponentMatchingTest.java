package org.mixreduce.study.measure;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertThrows;
import static org.mixreduce.study.Mixtures.part;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.Test;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.Mixtures;

public class ComponentMatchingTest {

  @Test
  public void findsThePermutation() {
    int k = 10;
    List<Integer> order = new ArrayList<>(IntStream.range(0, k).boxed().toList());
    Collections.shuffle(order, new Random(5));
    Mixtures.Part[] parts = new Mixtures.Part[k];
    Mixtures.Part[] moved = new Mixtures.Part[k];
    int[] expected = new int[k];
    for (int i = 0; i < k; i++) {
      parts[i] = part(0.1, i, 1);
      moved[order.get(i)] = part(0.1, i + 0.3, 1.1);
      expected[i] = order.get(i);
    }
    assertArrayEquals(expected, ComponentMatching.of(Mixtures.of(parts), Mixtures.of(moved)));
  }

  @Test
  public void theSumCountsAndNotEachOne() {
    // 0 is nearer to 1 than to −10, but then 2 would have to go to −10: 1 + 12 against 10 + 1.
    Mixture a = Mixtures.of(part(0.5, 0, 1), part(0.5, 2, 1));
    Mixture b = Mixtures.of(part(0.5, 1, 1), part(0.5, -10, 1));
    assertArrayEquals(new int[] {1, 0}, ComponentMatching.of(a, b));
  }

  @Test
  public void numbersMustAgree() {
    Mixture a = Mixtures.of(part(1, 0, 1));
    Mixture b = Mixtures.of(part(0.5, 1, 1), part(0.5, -10, 1));
    assertThrows(IllegalArgumentException.class, () -> ComponentMatching.of(a, b));
  }
}
