package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;

import java.time.Duration;
import org.junit.Test;

public class ProgressLineTest {

  private static final Duration START = Duration.ofSeconds(1000);

  private final ProgressLine line = new ProgressLine(START);

  private String at(long seconds, double maps, double reduces, long rows) {
    return line.at(
        START.plusSeconds(seconds), new JobProgress("mixreduce fit", maps, 24, reduces, 3, rows));
  }

  private String leftAt(long seconds, double maps) {
    String text = at(seconds, maps, 0, 0);
    return text.substring(text.lastIndexOf(", ") + 2);
  }

  @Test
  public void tellsTasksRowsAndTimes() {
    assertEquals("mixreduce fit: maps 0 % of 24, reduces 0 % of 3, 0 s", at(0, 0, 0, 0));
    assertEquals(
        "mixreduce fit: maps 50 % of 24, reduces 10 % of 3, 1,234,567 rows, 1 min 40 s,"
            + " ~2 min left",
        at(100, 0.5, 0.1, 1_234_567));
    assertEquals(
        "mixreduce fit: maps 100 % of 24, reduces 99 % of 3, 12.3 M rows, 1 h 01 min",
        at(3700, 1, 0.999, 12_345_678));
  }

  @Test
  public void aJobWithoutReducesHasNoneToTell() {
    JobProgress one = new JobProgress("mixreduce score", 0, 1, 0, 0, 0);
    assertEquals("mixreduce score: maps 0 % of 1, 2 s", line.at(START.plusSeconds(2), one));
  }

  @Test
  public void saysNothingOfTheTimeLeftEarlyOrWhenMapsAreDone() {
    assertEquals("four seconds", "4 s", leftAt(4, 0.5));
    assertEquals("a twenty-fifth", "1 min 40 s", leftAt(100, 0.04));
    assertEquals("reduce tasks are left", "1 min 40 s", leftAt(100, 1));
  }

  @Test
  public void timeLeftCountsFromTheFirstWork() {
    leftAt(60, 0);
    // 20 s for a quarter, after a minute of waiting for a container.
    assertEquals("~1 min left", leftAt(80, 0.25));
  }

  @Test
  public void timeLeftHasAsManyDigitsAsItDeserves() {
    assertEquals("~4 s left", leftAt(10, 0.7));
    assertEquals("~35 s left", leftAt(31, 0.5));
    assertEquals("~2 min 30 s left", leftAt(122, 0.5));
    assertEquals("~2 h 10 min left", leftAt(7300, 0.5));
  }
}
