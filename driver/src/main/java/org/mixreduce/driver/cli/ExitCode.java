package org.mixreduce.driver.cli;

/** What the process says to whoever started it. */
public enum ExitCode {
  /** Done. */
  DONE(0),
  /** A job failed, another driver works on the output, or what should not happen did. */
  JOB_FAILED(1),
  /** The command line asks for something that cannot be. */
  USAGE(2),
  /** The data or the model cannot be used. */
  BAD_INPUT(3);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number. */
  public int code() {
    return code;
  }
}
