package org.mixreduce.mapper.record;

/** A file whose header or schema is not that of the others: its columns may mean something else. */
public final class HeaderMismatchException extends UnreadableFileException {

  private static final long serialVersionUID = 1L;

  /** With one line that names the file and what differs. */
  public HeaderMismatchException(String message) {
    super(message);
  }
}
