package org.mixreduce.driver.chain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.chain.RunDirectory.Earlier;
import org.mixreduce.driver.job.JobFailedException;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.run.DriverLock;
import org.mixreduce.driver.run.Journal;

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
  public void whatIsDroppedGoesWhoeverMovesTheResults() throws IOException {
    finishedRun(Earlier.REPLACED, "first", "a");
    RunDirectory second = directory(Earlier.EXTENDED);
    second.write(second.file("manifest.json"), "second");
    second.drop("a");
    // Something in the way of the first result that is moved: a driver that ends half-way.
    Files.createDirectories(out().resolve("_work/result/b"));
    Files.writeString(out().resolve("_work/result/b/c"), "c");
    Files.writeString(out().resolve("b"), "in the way");
    assertThrows(IOException.class, second::finish);
    Files.delete(out().resolve("b"));
    directory(Earlier.EXTENDED).finish();
    assertEquals("second", manifest());
    assertTrue(Files.exists(out().resolve("b/c")));
    assertFalse(Files.exists(out().resolve("a")));
  }

  @Test
  public void whoHasLostTheRunPublishesNothing() throws IOException {
    finishedRun(Earlier.REPLACED, "first", "a");
    RunDirectory directory = directory(Earlier.REPLACED);
    Path file = out().resolve("_work/driver.json");
    try (DriverLock lock =
        DriverLock.take(
            directory.fileSystem(),
            directory.work("driver.json"),
            new Console(System.out, System.err))) {
      directory.journal(new Journal(directory.fileSystem(), directory.work(""), lock));
      directory.write(directory.file("manifest.json"), "second");
      Files.delete(file);
      assertThrows(JobFailedException.class, directory::finish);
    }
    assertEquals("first", manifest());
    assertTrue(directory.isFinished());
  }

  @Test
  public void aManifestOfSomethingElseIsNoRun() throws IOException {
    RunDirectory directory = directory(Earlier.NONE);
    Files.createDirectories(out());
    Files.writeString(out().resolve("manifest.json"), "{\"name\": \"a page\"}");
    assertFalse(directory.isOurs());
    Files.writeString(
        out().resolve("manifest.json"), "{\"version\": \"1\", \"arguments\": [], \"options\": {}}");
    assertTrue(directory.isOurs());
  }

  @Test
  public void nothingIsLeftOfARunThatMadeNothing() throws IOException {
    RunDirectory directory = directory(Earlier.REPLACED);
    directory.write(directory.work("something"), "half");
    directory.discard();
    assertFalse(Files.exists(out()));
  }
}
