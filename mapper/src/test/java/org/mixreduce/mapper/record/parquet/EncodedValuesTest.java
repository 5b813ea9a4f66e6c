package org.mixreduce.mapper.record.parquet;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import org.junit.Test;
import org.mixreduce.mapper.record.BrokenDataException;

/** Counts in pages, as the Parquet format's Encodings.md writes them. */
public class EncodedValuesTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private EncodedValuesTest number(long value) {
    long left = value;
    for (; left >>> 7 != 0; left >>>= 7) {
      bytes.write((int) (left & 0x7f | 0x80));
    }
    bytes.write((int) left);
    return this;
  }

  private EncodedValues values(int count) throws BrokenDataException {
    return new EncodedValues(bytes.toByteArray(), count, "x");
  }

  private void refused(Walk walk, String reason) {
    String message =
        assertThrows(BrokenDataException.class, () -> walk.over(values(10))).getMessage();
    assertTrue(message, message.contains(reason) && message.contains("column x"));
  }

  private interface Walk {
    void over(EncodedValues values) throws BrokenDataException;
  }

  @Test
  public void runsThatFillTheCount() throws BrokenDataException {
    // Eight packed ids of two bits, then two repeated ones.
    number(1 << 1 | 1).number(0).number(0).number(2 << 1).number(3);
    values(10).runs(2);
  }

  /** What comes after them is found by their length, though a last group may be cut short. */
  @Test
  public void runsEndWhereTheirLengthSays() throws BrokenDataException {
    bytes.writeBytes(new byte[] {2, 0, 0, 0});
    number(2 << 1 | 1).number(0xff >> 1);
    bytes.write(1);
    number(600 << 1);
    EncodedValues values = values(10);
    values.runsWithLength(1);
    assertThrows(BrokenDataException.class, values::dictionaryIds);
  }

  @Test
  public void aRunOfMoreValuesThanAreLeft() {
    number(600 << 1).number(3);
    refused(values -> values.runs(2), "a run of 600 values where 10 are left");
  }

  /** Readers would keep the lower 32 bits, and allocate what these say. */
  @Test
  public void aRunBeyond32Bits() {
    number(1L << 61 | 0x7fff_fffeL).number(0);
    refused(values -> values.runs(2), "a count of");
    bytes.reset();
    number(-1);
    refused(values -> values.runs(2), "a count of");
  }

  @Test
  public void aNumberThatDoesNotEnd() {
    for (int i = 0; i < 11; i++) {
      bytes.write(0x80);
    }
    refused(values -> values.runs(2), "does not end");
  }

  @Test
  public void differencesThatFillTheCount() throws BrokenDataException {
    // 128 a block in four parts, ten values, the first, the least difference, four widths.
    number(128).number(4).number(10).number(0).number(0);
    bytes.writeBytes(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    values(10).deltas();
  }

  @Test
  public void differencesBeyondTheCountOrBelowNothing() {
    number(128).number(4).number(11).number(0);
    refused(values -> values.deltas(), "11 differences");
    bytes.reset();
    number(128).number(4).number(-3).number(0);
    refused(values -> values.deltas(), "a count of");
  }

  @Test
  public void idsThatAreTooWide() {
    bytes.write(33);
    refused(EncodedValues::dictionaryIds, "ids of 33 bits");
  }
}
