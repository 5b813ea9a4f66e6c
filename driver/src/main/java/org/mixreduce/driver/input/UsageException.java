package org.mixreduce.driver.input;

/** The command line asks for something that cannot be; the message is for the user. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With one line that names the value and what is allowed. */
  public UsageException(String message) {
    super(message);
  }
}
