package org.mixreduce.driver.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One line of a terminal that is drawn again and again. Where there is no terminal it shows
 * nothing, so that logs hold neither half-finished lines nor control characters.
 */
public final class StatusLine {

  /**
   * The width of the terminal behind standard error, or 0 if there is none, as the launcher sees
   * it.
   */
  private static final String COLUMNS = "mixreduce.terminal.columns";

  private static final int USUAL_COLUMNS = 80;

  /** What standard error is, where the system tells: Linux does. */
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  /** To the line's begin, and erase what stands there. */
  private static final String REDRAW = "\r\u001b[K";

  private final PrintStream out;
  private final int columns;
  private String shown = "";

  /**
   * A line on a stream.
   *
   * @param columns width of the terminal, 0 if it is none
   */
  public StatusLine(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /** A line on standard error, if that is a terminal for certain. */
  public static StatusLine ofStandardError() {
    return new StatusLine(System.err, columns());
  }

  /** A line that is never seen. */
  public static StatusLine none() {
    return new StatusLine(System.err, 0);
  }

  private static int columns() {
    Integer told = Integer.getInteger(COLUMNS);
    if (told != null) {
      return told;
    }
    return isTerminal(STANDARD_ERROR) ? USUAL_COLUMNS : 0;
  }

  /**
   * Whether a descriptor leads to a terminal. Java 17 has no such question for standard error: its
   * console is one of input and output, and the latter is often redirected.
   */
  static boolean isTerminal(Path descriptor) {
    if ("dumb".equals(System.getenv("TERM")) || !Files.isSymbolicLink(descriptor)) {
      return false;
    }
    try {
      return Files.readSymbolicLink(descriptor).toString().matches("/dev/(pts/|tty|console).*");
    } catch (IOException e) {
      // Not to know is no terminal: control characters in a log are worse than a quiet terminal.
      return false;
    }
  }

  /** Whether anyone sees it. */
  public boolean isSeen() {
    return columns > 0;
  }

  /** Draws the line, with this text from now on. */
  public void show(String text) {
    // The last column stays free: a terminal would go on in the next line.
    String fitting = text.length() < columns ? text : text.substring(0, Math.max(0, columns - 1));
    if (isSeen() && !fitting.equals(shown)) {
      out.print(REDRAW + fitting);
      out.flush();
      shown = fitting;
    }
  }

  /** Leaves the line as it is; what follows begins a new one. */
  public void leave() {
    if (!shown.isEmpty()) {
      out.println();
      shown = "";
    }
  }
}
