package org.mixreduce.driver.input;

/** The data or the model cannot be used; the message is for the user. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With one line that names the value, the place and the remedy. */
  public BadInputException(String message) {
    super(message);
  }
}
