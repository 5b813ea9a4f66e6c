package org.mixreduce.driver.chain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.chain.RunDirectory.Earlier;

/** Who may write where, and what is left. */
public class RunDirectoryTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path out() {
    return folder.getRoot().toPath().resolve("out");
  }

  private RunDirectory directory(Earlier earlier) throws IOException {
    RunDirectory directory = new RunDirectory(out().toString(), new Configuration());
    directory.treat(earlier);
    return directory;
  }

  private void finishedRun(Earlier earlier, String manifest, String other) throws IOException {
    RunDirectory directory = directory(earlier);
    directory.write(directory.file("manifest.json"), manifest);
    directory.write(directory.file(other), other);
    directory.finish();
  }

  private String manifest() throws IOException {
    return Files.readString(out().resolve("manifest.json"));
  }

  @Test
  public void whatIsToBeReplacedStaysUntilThereIsMore() throws IOException {
    finishedRun(Earlier.REPLACED, "first", "a");
    RunDirectory second = directory(Earlier.REPLACED);
    second.write(second.file("manifest.json"), "second");
    assertEquals("first", manifest());
    assertTrue(second.isFinished());
    second.discard();
    assertEquals("first", manifest());
    assertFalse(Files.exists(out().resolve("_work")));
    finishedRun(Earlier.REPLACED, "third", "b");
    assertEquals("third", manifest());
    assertFalse(Files.exists(out().resolve("a")));
    assertTrue(Files.exists(out().resolve("b")));
  }

  @Test
  public void whatIsExtendedStays() throws IOException {
    finishedRun(Earlier.REPLACED, "first", "a");
    RunDirectory second = directory(Earlier.EXTENDED);
    assertEquals(second.published("a"), second.result("a"));
    second.write(second.file("a"), "anew");
    assertEquals(second.file("a"), second.result("a"));
    second.discard();
    finishedRun(Earlier.EXTENDED, "third", "b");
    assertTrue(Files.exists(out().resolve("a")));
    assertTrue(Files.exists(out().resolve("b")));
  }

  @Test
  public void nothingIsLeftOfARunThatMadeNothing() throws IOException {
    RunDirectory directory = directory(Earlier.REPLACED);
    directory.write(directory.work("something"), "half");
    directory.discard();
    assertFalse(Files.exists(out()));
  }
}
