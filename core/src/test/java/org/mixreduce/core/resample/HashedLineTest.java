package org.mixreduce.core.resample;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.Test;

public class HashedLineTest {

  private static byte[] bytes(long hash, String line) {
    byte[] text = line.getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = new byte[HashedLine.length(text.length)];
    HashedLine.write(hash, text, text.length, bytes);
    return bytes;
  }

  @Test
  public void comesBack() {
    for (long hash : new long[] {0, 1, -1, Long.MIN_VALUE, 0x0123456789abcdefL}) {
      byte[] bytes = bytes(hash, "a,\u00ff");
      assertEquals(hash, HashedLine.hash(bytes));
      assertArrayEquals(
          new byte[] {'a', ',', (byte) 0xff},
          Arrays.copyOfRange(bytes, HashedLine.LINE, bytes.length));
    }
  }

  @Test
  public void bytesAreInTheOrderOfUnsignedHashesThenOfLines() {
    byte[][] ascending = {
      bytes(0, "z"),
      bytes(1, "y"),
      bytes(255, "x"),
      bytes(256, "w"),
      bytes(Long.MAX_VALUE, "v"),
      bytes(Long.MIN_VALUE, "u"),
      bytes(-1, ""),
      bytes(-1, "a"),
      bytes(-1, "ab"),
      bytes(-1, "b"),
      bytes(-1, "\u00ff")
    };
    for (int i = 1; i < ascending.length; i++) {
      assertTrue("place " + i, Arrays.compareUnsigned(ascending[i - 1], ascending[i]) < 0);
    }
  }

  @Test
  public void onlyTheLineIsWritten() {
    byte[] longer = "abcdef".getBytes(StandardCharsets.ISO_8859_1);
    byte[] target = new byte[12];
    HashedLine.write(5, longer, 2, target);
    assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 0, 0, 5, 'a', 'b', 0, 0}, target);
    assertThrows(ArithmeticException.class, () -> HashedLine.length(Integer.MAX_VALUE));
  }
}
