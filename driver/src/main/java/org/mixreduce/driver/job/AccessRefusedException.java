package org.mixreduce.driver.job;

/** A secured cluster does not let the driver in; the message is for the user. */
public final class AccessRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With one line that says who refused, what is missing and how to get it. */
  AccessRefusedException(String message) {
    super(message);
  }
}
