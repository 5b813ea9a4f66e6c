package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class SumReducersTest {

  @Test
  public void aSmallScanHasOne() {
    assertEquals(1, SumReducers.of(30, 30 * 659, 16));
  }

  @Test
  public void aLargeOneHasMoreUpToEight() {
    // 2^22 numbers a task.
    assertEquals(2, SumReducers.of(30, 1000, 4200));
    assertEquals(8, SumReducers.of(30, 30 * 26_000, 8000));
  }

  @Test
  public void noneIsWithoutAModel() {
    assertEquals(3, SumReducers.of(3, 3 * 26_000_000.0, 8000));
  }
}
