package org.mixreduce.driver.run;

/**
 * Another driver works on the output. Nothing is wrong with the command: it can be given again once
 * that driver has ended.
 */
public final class OutputBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputBusyException(String message) {
    super(message);
  }
}
