package org.mixreduce.study.report;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class AverageTest {

  @Test
  public void meanAndStandardError() {
    Average average = Average.of(List.of(1.0, 2.0, 3.0, 4.0));
    // s² = 5/3, s / √4 = 0.6455.
    assertEquals("2.50 ± 0.65", average.text(2));
    assertEquals(4, average.count());
    assertEquals("250.0 ± 64.5 %", average.percent(1));
  }

  @Test
  public void oneValueHasNoError() {
    assertEquals("0.021", Average.of(List.of(0.0213)).text(3));
  }

  @Test
  public void nothingIsADash() {
    assertEquals("–", Average.of(List.of()).text(3));
    assertEquals("–", Average.ofShare(0, 0).percent(1));
  }

  @Test
  public void sharesHaveTheBinomialError() {
    // √(0.9 · 0.1 / 100) = 0.03.
    assertEquals("90.0 ± 3.0 %", Average.ofShare(90, 100).percent(1));
  }

  @Test
  public void goals() {
    Average average = Average.of(List.of(1.0, 3.0));
    assertEquals("reached", Goal.atMost(2, average).text());
    assertEquals("**missed**", Goal.atMost(1.9, average).text());
    assertEquals("reached", Goal.atLeast(2, average).text());
    assertEquals("**missed**", Goal.atLeast(2.1, average).text());
    assertEquals("–", Goal.atMost(2, Average.of(List.of())).text());
  }
}
