package org.mixreduce.driver.input;

/** Why a file could not be read, in words. */
public final class Reason {

  private Reason() {}

  /** What the exception says; one that says nothing is that of a file that ends too early. */
  public static String of(Exception e) {
    return e.getMessage() == null ? "it breaks off" : e.getMessage();
  }
}
