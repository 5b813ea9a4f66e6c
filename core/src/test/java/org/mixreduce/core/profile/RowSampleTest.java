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

  /**
   * The sample of a run over rows from..to, in places 0..to-from, all runs with the same hashes.
   */
  private static List<RowSample.Entry> run(int seed, int capacity, int from, int to) {
    RowSample sample = new RowSample(capacity);
    for (int i = from; i < to; i++) {
      long hash = new Seed(seed).derive("place").derive(i - from).value() >>> 1;
      sample.offer(hash, 1, new double[] {i});
    }
    return sample.entries();
  }

  private static RowSample union(int seed, int[] ends, int[] kept, int capacity) {
    RowSample sum = new RowSample(capacity);
    for (int r = 0; r < kept.length; r++) {
      List<RowSample.Entry> entries = run(seed, kept[r], ends[r], ends[r + 1]);
      int rows = ends[r + 1] - ends[r];
      Seed own = new Seed(seed).derive("run").derive(r);
      sum.add(RowSample.redrawn(capacity, entries, rows, own));
    }
    return sum;
  }

  @Test
  public void redrawnSamplesOfAnySharesGiveEveryRowTheSameChance() {
    // A whole run, a thinner one and a much thinner one, in places that coincide.
    int[] ends = {0, 20, 80, 120};
    int[] kept = {20, 25, 8};
    int samples = 8000;
    int[] chosen = new int[120];
    long size = 0;
    for (int s = 0; s < samples; s++) {
      RowSample sum = union(s, ends, kept, 12);
      sum.entries().forEach(entry -> chosen[(int) entry.values()[0]]++);
      size += sum.size();
    }
    double chance = (double) size / samples / 120;
    double error = Math.sqrt(chance * (1 - chance) / samples);
    for (int count : chosen) {
      assertEquals(chance, (double) count / samples, 4.5 * error);
    }
  }

  @Test
  public void rowsOfTheSamePlaceInTwoRunsDoNotShareTheirFate() {
    int samples = 4000;
    int together = 0;
    for (int s = 0; s < samples; s++) {
      boolean[] chosen = new boolean[80];
      union(s, new int[] {0, 40, 80}, new int[] {40, 40}, 10)
          .entries()
          .forEach(entry -> chosen[(int) entry.values()[0]] = true);
      for (int place = 0; place < 40; place++) {
        together += chosen[place] && chosen[place + 40] ? 1 : 0;
      }
    }
    // 10 of 80: a pair is chosen with probability (10/80)(9/79). Shared hashes would give 10/80.
    double expected = 40 * (10.0 / 80) * (9.0 / 79);
    double error = Math.sqrt(expected / samples);
    assertEquals(expected, (double) together / samples, 4.5 * error);
  }

  @Test
  public void aRedrawnSampleKeepsItsRowsAndItsThresholdTellsItsShare() {
    List<RowSample.Entry> entries = run(3, 200, 0, 1000);
    RowSample again = RowSample.redrawn(200, entries, 1000, new Seed(4));
    assertEquals(
        entries.stream().map(entry -> entry.values()[0]).sorted().toList(),
        values(again).stream().sorted().toList());
    // The 201st of 1000 uniform hashes: 0.2 with a standard error of 0.0127.
    assertEquals(0.2, again.threshold() / 0x1p63, 4.5 * 0.0127);
    assertEquals(Long.MAX_VALUE, RowSample.redrawn(200, entries, 200, new Seed(4)).threshold());
  }
}
