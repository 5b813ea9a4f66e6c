package org.mixreduce.driver.report;

/** Things that are counted, in words. */
public final class Counted {

  private Counted() {}

  /** Such as 1 file and 2 files. */
  public static String of(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
