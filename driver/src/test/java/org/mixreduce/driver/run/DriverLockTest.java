package org.mixreduce.driver.run;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.job.JobFailedException;
import org.mixreduce.driver.report.Console;

/** No two drivers work on a run. */
public class DriverLockTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Console console = new Console(System.out, new PrintStream(System.err));
  private FileSystem fs;
  private Path file;

  @Before
  public void open() throws IOException {
    fs = FileSystem.getLocal(new Configuration());
    file = new Path(folder.getRoot() + "/out/_work/driver.json");
  }

  private DriverLock take() throws IOException {
    return DriverLock.take(fs, file, console);
  }

  private void write(String text) throws IOException {
    fs.mkdirs(file.getParent());
    try (var out = fs.create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  public void oneOfTwoIsRefused() throws IOException {
    try (DriverLock first = take()) {
      OutputBusyException refusal = assertThrows(OutputBusyException.class, this::take);
      assertTrue(
          refusal.getMessage(),
          refusal.getMessage().contains("process " + ProcessHandle.current().pid()));
      first.check();
    }
    take().close();
  }

  @Test
  public void theDeadAreFollowedAtOnceOnTheSameMachine() throws IOException {
    writeOfTheDead();
    take().close();
  }

  private void writeOfTheDead() throws IOException {
    // More than Linux numbers processes.
    write(here(1L << 30, 1));
  }

  private static String here(long process, long start) {
    return holder(ProcessTable.id(), process, start);
  }

  private static String holder(String processTable, long process, long start) {
    return "{\"driver\":\"x\",\"host\":\""
        + ProcessTable.host()
        + "\",\"process_table\":\""
        + processTable
        + "\",\"process\":"
        + process
        + ",\"process_start\":"
        + start
        + "}";
  }

  @Test
  public void ofTwoThatLookAtTheSameTimeOneIsRefused() throws IOException {
    refuseTheSlower();
  }

  @Test
  public void ofTwoThatFollowTheSameDeadOneIsRefused() throws IOException {
    writeOfTheDead();
    refuseTheSlower();
  }

  private void refuseTheSlower() throws IOException {
    AtomicReference<DriverLock> faster = new AtomicReference<>();
    FileSystem slow = new OvertakenFileSystem(fs, () -> faster.set(take()));
    assertThrows(OutputBusyException.class, () -> DriverLock.take(slow, file, console));
    faster.get().check();
    faster.get().close();
  }

  /** Some schedulers never ask how a command ended, and it stays in the process table. */
  @Test
  public void whoHasEndedIsDeadThoughNobodyAskedHow() throws Exception {
    assumeTrue(Files.exists(java.nio.file.Path.of("/proc/self/stat")));
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 60").start();
    try (BufferedReader said = parent.inputReader()) {
      long ended = Long.parseLong(said.readLine());
      for (int look = 0; look < 100 && ProcessTable.living(ended).isPresent(); look++) {
        Thread.sleep(100);
      }
      assertTrue(ProcessHandle.of(ended).orElseThrow().isAlive());
      assertTrue(ProcessTable.living(ended).isEmpty());
      assertTrue(ProcessTable.living(parent.pid()).isPresent());
    } finally {
      parent.destroy();
    }
  }

  /** Also where the host has the same name, as containers may have. */
  @Test
  public void elsewhereTheyAreWatched() throws Exception {
    write(holder("another", 1L << 30, 1));
    refuseWhileTouched();
  }

  @Test
  public void whoWasSucceededLeavesTheFileAlone() throws Exception {
    CountDownLatch looks = new CountDownLatch(2);
    AtomicBoolean touched = new AtomicBoolean();
    FileSystem counting =
        new FilterFileSystem(fs) {
          @Override
          public FSDataInputStream open(Path path, int buffer) throws IOException {
            looks.countDown();
            return super.open(path, buffer);
          }

          @Override
          public void setTimes(Path path, long modified, long read) {
            touched.set(true);
          }
        };
    DriverLock first = DriverLock.take(counting, file, console);
    write(holder("another", 1, 1));
    // One look when it was taken, one before the touch that must not be.
    assertTrue("no look", looks.await(1, TimeUnit.MINUTES));
    first.close();
    assertFalse("touched a successor's file", touched.get());
    assertTrue("removed a successor's file", fs.exists(file));
  }

  @Test
  public void aProcessThatSeemsToHaveBegunAtAnotherTimeIsWatched() throws Exception {
    write(here(ProcessHandle.current().pid(), 1));
    refuseWhileTouched();
  }

  private void refuseWhileTouched() throws Exception {
    java.nio.file.Path local = java.nio.file.Path.of(file.toUri().getPath());
    Thread other =
        new Thread(
            () -> {
              try {
                Thread.sleep(1000);
                Files.setLastModifiedTime(local, FileTime.from(Instant.now().plusSeconds(1)));
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    other.start();
    assertThrows(OutputBusyException.class, this::take);
    other.join();
  }

  @Test
  public void aTouchThatSwallowsTheInterruptionEndsAsWell() throws Exception {
    CountDownLatch touching = new CountDownLatch(1);
    FileSystem swallowing =
        new FilterFileSystem(fs) {
          @Override
          public void setTimes(Path path, long modified, long read) throws IOException {
            touching.countDown();
            try {
              Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
              throw new InterruptedIOException("without the flag, as stores do");
            }
          }
        };
    DriverLock lock = DriverLock.take(swallowing, file, console);
    touching.await();
    lock.close();
    assertFalse(fs.exists(file));
  }

  @Test
  public void whoHasLostItFindsOut() throws IOException {
    DriverLock first = take();
    fs.delete(file, false);
    assertThrows(JobFailedException.class, first::check);
    DriverLock second = take();
    assertThrows(JobFailedException.class, first::check);
    first.close();
    second.check();
    second.close();
  }
}
