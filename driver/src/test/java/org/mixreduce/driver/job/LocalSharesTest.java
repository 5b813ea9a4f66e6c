package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class LocalSharesTest {

  private final LocalShares shares = new LocalShares();

  @Test
  public void theEndOfOneTaskIsNotTheEndOfAll() {
    shares.read(0.4, 0);
    shares.read(1, 0);
    assertEquals(0.4, shares.maps(), 0);
    shares.read(0.7, 0);
    assertEquals(0.7, shares.maps(), 0);
  }

  @Test
  public void mapTasksAreDoneWhenReduceTasksBegin() {
    shares.read(0.7, 0);
    shares.read(1, 0.3);
    shares.read(1, 1);
    assertEquals(1, shares.maps(), 0);
    assertEquals(0.3, shares.reduces(), 0);
  }
}
