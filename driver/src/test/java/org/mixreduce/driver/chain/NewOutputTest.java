package org.mixreduce.driver.chain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobFailedException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.run.OutputBusyException;

/** What is made alone, comes to its place whole or not at all, and replaces nothing. */
public class NewOutputTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path out() {
    return folder.getRoot().toPath().resolve("out");
  }

  private RunDirectory directory() throws IOException {
    return new RunDirectory(out().toString(), new Configuration());
  }

  /** A driver that makes the files a and b, and then does something else. */
  private void make(String text, NewOutput.Work<Void> then) throws IOException {
    RunDirectory directory = directory();
    NewOutput output =
        new NewOutput(
            directory, new JobRunner(new Configuration(), ""), new Console(System.out, System.err));
    output.fill(
        () -> {
          for (String name : List.of("a", "b")) {
            directory.write(directory.work("draft-" + name), text);
            output.add(directory.work("draft-" + name), name);
          }
          return then.run();
        });
  }

  private void make(String text) throws IOException {
    make(text, () -> null);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(out().resolve(name).getParent());
    Files.writeString(out().resolve(name), text);
  }

  /** Texts by name; checksums left out. */
  private TreeMap<String, String> contents() throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().endsWith(".crc")) {
          texts.put(out().relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return texts;
  }

  private void isComplete(String text) throws IOException {
    assertEquals("{_SUCCESS=, a=" + text + ", b=" + text + "}", contents().toString());
    assertFalse(Files.exists(out().resolve("_work")));
  }

  @Test
  public void nothingIsAtItsPlaceBeforeAllIsThere() throws IOException {
    make(
        "1",
        () -> {
          assertFalse(Files.exists(out().resolve("a")));
          return null;
        });
    isComplete("1");
  }

  @Test
  public void ofTwoDriversTheSecondIsRefusedAndTheFirstGoesOn() throws IOException {
    make(
        "1",
        () -> {
          assertThrows(OutputBusyException.class, () -> make("2"));
          return null;
        });
    isComplete("1");
    assertThrows(UsageException.class, () -> make("2"));
    isComplete("1");
  }

  @Test
  public void aFailureLeavesNothing() {
    IOException failure = new IOException("no");
    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () ->
                make(
                    "1",
                    () -> {
                      throw failure;
                    })));
    assertFalse(Files.exists(out()));
  }

  /** A scheduler that removes the output and begins again, while the first driver still works. */
  @Test
  public void whoHasLostTheOutputLeavesTheOthersAlone() throws IOException {
    assertThrows(
        JobFailedException.class,
        () ->
            make(
                "1",
                () -> {
                  directory().remove(directory().root());
                  make("2");
                  return null;
                }));
    isComplete("2");
  }

  @Test
  public void whoFailsAfterItHasLostTheOutputLeavesTheOthersAlone() throws IOException {
    IOException failure = new IOException("no");
    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () ->
                make(
                    "1",
                    () -> {
                      directory().remove(directory().root());
                      make("2");
                      throw failure;
                    })));
    isComplete("2");
  }

  @Test
  public void whatHasComeInBetweenIsNotReplaced() throws IOException {
    assertThrows(
        JobFailedException.class,
        () ->
            make(
                "1",
                () -> {
                  write("b", "mine");
                  return null;
                }));
    assertEquals("{b=mine}", contents().toString());
  }

  @Test
  public void whatStandsThereIsRefused() throws IOException {
    write("c", "mine");
    UsageException refusal = assertThrows(UsageException.class, () -> make("1"));
    assertTrue(refusal.getMessage(), refusal.getMessage().contains("exists: choose another"));
    assertEquals("{c=mine}", contents().toString());
  }

  @Test
  public void anUnfinishedRunIsRefused() throws IOException {
    write("_work/run.json", "{\"version\": \"1\", \"arguments\": [\"fit\"], \"options\": {}}");
    assertThrows(UsageException.class, () -> make("1"));
    assertTrue(Files.exists(out().resolve("_work/run.json")));
  }

  @Test
  public void workOfSomethingElseIsRefused() throws IOException {
    write("_work/c", "mine");
    assertThrows(UsageException.class, () -> make("1"));
    assertEquals("{_work/c=mine}", contents().toString());
  }

  @Test
  public void anEmptyDirectoryIsFilled() throws IOException {
    Files.createDirectories(out());
    make("1");
    isComplete("1");
  }

  /** Killed before it moved anything; its job is known, and what it wrote. */
  @Test
  public void aDeadDriversWorkMakesRoom() throws IOException {
    make(
        "1",
        () -> {
          // Larger than any process' number.
          String lock = Files.readString(out().resolve("_work/driver.json"));
          String dead = lock.replaceFirst("(\"process\"\\s*:\\s*)\\d+", "$1" + (1L << 30));
          write("../dead.json", dead.replaceFirst("(\"driver\"\\s*:\\s*\")..", "$1xx"));
          return null;
        });
    Path lock = folder.getRoot().toPath().resolve("dead.json");
    directory().remove(directory().root());
    write("_work/driver.json", Files.readString(lock));
    write("_work/job-score.json", "{\"job\": \"job_local1_0001\", \"output\": \"score.0123abcd\"}");
    write("_work/score.0123abcd/part-m-00000", "half");
    write("_work/draft-a", "half");
    make("2");
    isComplete("2");
  }
}
