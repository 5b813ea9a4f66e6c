package org.mixreduce.driver.job;

/** A MapReduce job did not succeed. */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the job's name and where to look. */
  public JobFailedException(String message) {
    super(message);
  }

  /** With what it comes from. */
  public JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
