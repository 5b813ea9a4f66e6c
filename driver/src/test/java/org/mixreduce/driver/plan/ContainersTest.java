package org.mixreduce.driver.plan;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class ContainersTest {

  @Test
  public void tasksSideBySideTakeWaves() {
    assertEquals("one after the other", 12, Containers.wall(12, 4, 1), 1e-12);
    assertEquals("two waves of two", 6, Containers.wall(12, 4, 2), 1e-12);
    assertEquals("two waves, the last half empty", 8, Containers.wall(12, 3, 2), 1e-12);
    assertEquals("no faster than one task", 3, Containers.wall(12, 4, 100), 1e-12);
    assertEquals(0, Containers.wall(0, 0, 2), 0);
  }

  @Test
  public void spansAreAsRoughAsTheyAre() {
    assertEquals("0.2 s to 1.0 s", new Span(0.21, 0.97).toString());
    assertEquals("12 s to 5 min", new Span(12.4, 290).toString());
    assertEquals("2.0 h", new Span(7200, 7205).toString());
  }
}
