package org.mixreduce.driver.terminal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StatusLineTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);

  private String written() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  public void isDrawnInPlaceWhenItsTextChanges() {
    StatusLine line = new StatusLine(stream, 80);
    line.show("one");
    line.show("one");
    line.show("two");
    assertEquals("\r\u001b[Kone\r\u001b[Ktwo", written());
    line.leave();
    line.leave();
    assertEquals("\r\u001b[Kone\r\u001b[Ktwo" + System.lineSeparator(), written());
  }

  @Test
  public void isCutBeforeTheLastColumn() {
    new StatusLine(stream, 5).show("12345");
    assertEquals("\r\u001b[K1234", written());
  }

  @Test
  public void isNothingWithoutATerminal() {
    StatusLine line = new StatusLine(stream, 0);
    line.show("one");
    line.leave();
    assertFalse(line.isSeen());
    assertEquals("", written());
  }

  @Test
  public void onlyALinkToATerminalIsOne() throws IOException {
    Path root = folder.getRoot().toPath();
    Path file = Files.writeString(root.resolve("file"), "");
    assertFalse(StatusLine.isTerminal(file));
    assertFalse(StatusLine.isTerminal(root.resolve("missing")));
    assertFalse(StatusLine.isTerminal(Files.createSymbolicLink(root.resolve("log"), file)));
    assertFalse(
        StatusLine.isTerminal(
            Files.createSymbolicLink(root.resolve("pipe"), Path.of("pipe:[123]"))));
    assertTrue(
        StatusLine.isTerminal(
            Files.createSymbolicLink(root.resolve("terminal"), Path.of("/dev/pts/3"))));
  }
}
