package org.mixreduce.mapper.record;

import java.io.IOException;

/**
 * Bytes are not what their format says; the message does not name the file, which its reader does.
 */
public final class BrokenDataException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With what is wrong, and where in the file. */
  public BrokenDataException(String message) {
    super(message);
  }
}
