package org.mixreduce.core.profile;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.mixreduce.core.data.Seed;

public class RowSampleTest {

  private static RowSample part(int capacity, int from, int to) {
    RowSample sample = new RowSample(capacity);
    for (int i = from; i < to; i++) {
      sample.offer(new Seed(1).derive(i).value() >>> 1, 1, new double[] {i});
    }
    return sample;
  }

  private static List<Double> values(RowSample sample) {
    return sample.entries().stream().map(entry -> entry.values()[0]).toList();
  }

  @Test
  public void theUnionOfPartsIsTheSampleOfTheUnion() {
    RowSample whole = part(50, 0, 1000);
    for (int cut : new int[] {1, 100, 999}) {
      RowSample sum = new RowSample(50);
      sum.add(part(50, cut, 1000));
      sum.add(part(50, 0, cut));
      assertEquals(values(whole), values(sum));
    }
  }

  @Test
  public void aPartThatKeptTooFewMakesTheUnionSmallerButComplete() {
    RowSample sum = new RowSample(50);
    sum.add(part(5, 0, 500));
    sum.add(part(50, 500, 1000));
    assertTrue(sum.size() < 50);
    // Below its threshold nothing is missing: it is the beginning of the whole sample.
    assertEquals(values(part(50, 0, 1000)).subList(0, sum.size()), values(sum));
  }

  @Test
  public void everyRowIsEquallyLikely() {
    int[] chosen = new int[40];
    int samples = 4000;
    for (int s = 0; s < samples; s++) {
      RowSample sample = new RowSample(10);
      for (int i = 0; i < 40; i++) {
        sample.offer(new Seed(s).derive("row").derive(i).value() >>> 1, 1, new double[] {i});
      }
      sample.entries().forEach(entry -> chosen[(int) entry.values()[0]]++);
    }
    double error = Math.sqrt(0.25 * 0.75 / samples);
    for (int count : chosen) {
      assertEquals(0.25, (double) count / samples, 4.5 * error);
    }
  }

  @Test
  public void noRowsWantedMeansNoneKept() {
    RowSample none = new RowSample(0);
    assertFalse(none.wants(0));
    none.offer(5, 1, new double[] {1});
    none.add(part(5, 0, 10));
    assertEquals(0, none.size());
  }

  @Test
  public void survivesStorage() {
    RowSample sample = part(20, 0, 300);
    RowSample again = RowSample.of(20, sample.threshold(), sample.entries());
    assertEquals(values(sample), values(again));
    assertEquals(sample.threshold(), again.threshold());
  }
}
