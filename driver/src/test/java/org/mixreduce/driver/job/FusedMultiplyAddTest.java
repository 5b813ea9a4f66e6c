package org.mixreduce.driver.job;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class FusedMultiplyAddTest {

  @Test
  public void readsTheJvmsOption() {
    // Options of HotSpot: one that is off unless asked for, and one that there is not.
    assertFalse(FusedMultiplyAdd.available("HeapDumpBeforeFullGC"));
    assertTrue(FusedMultiplyAdd.available("NoSuchOption"));
  }
}
