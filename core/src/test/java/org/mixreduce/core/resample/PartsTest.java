package org.mixreduce.core.resample;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigInteger;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.Test;
import org.mixreduce.core.data.Seed;

public class PartsTest {

  /** ⌊P h / 2⁶⁴⌋ with integers of any length. */
  private static int exact(long hash, int count) {
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(hash));
    return unsigned.multiply(BigInteger.valueOf(count)).shiftRight(64).intValueExact();
  }

  @Test
  public void aPartIsAnEqualRangeOfUnsignedHashes() {
    RandomGenerator random = new Seed(3).generator();
    for (int count : new int[] {1, 2, 3, 7, 1000, Integer.MAX_VALUE}) {
      Parts parts = new Parts(count);
      assertEquals(0, parts.of(0));
      assertEquals(count - 1, parts.of(-1));
      assertEquals(exact(Long.MAX_VALUE, count), parts.of(Long.MAX_VALUE));
      assertEquals(exact(Long.MIN_VALUE, count), parts.of(Long.MIN_VALUE));
      for (int i = 0; i < 100; i++) {
        long hash = random.nextLong();
        assertEquals(exact(hash, count), parts.of(hash));
      }
    }
  }

  @Test
  public void hashesOfConsecutivePlacesFallEvenly() {
    int rows = 80_000;
    int[] counts = new int[8];
    Seed seed = new Seed(1).derive("resample").derive("part-00000");
    for (int i = 0; i < rows; i++) {
      counts[new Parts(8).of(seed.derive(20L * i).value())]++;
    }
    // Binomial(80,000, 1/8) has deviation √(80,000 · 1/8 · 7/8) = 93.5; five of them are 468.
    for (int count : counts) {
      assertTrue("rows of a part: " + count, Math.abs(count - rows / 8) < 468);
    }
  }

  @Test
  public void withoutANumberAPartIsABlock() {
    assertEquals(new Parts(1), Parts.ofBytes(0));
    assertEquals(new Parts(1), Parts.ofBytes(128L << 20));
    assertEquals(new Parts(2), Parts.ofBytes((128L << 20) + 1));
    assertEquals(new Parts(8192), Parts.ofBytes(1L << 40));
  }

  @Test
  public void atLeastOnePart() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Parts(0));
    assertTrue(refused.getMessage(), refused.getMessage().contains("not 0"));
  }
}
