package org.mixreduce.driver.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException;
import org.apache.hadoop.ipc.RemoteException;
import org.mixreduce.driver.job.JobFailedException;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Json;

/**
 * A file that says which driver works on a run, so that no two do. While it lives, a driver touches
 * the file every few seconds. A driver that was killed leaves its file behind: it is known to be
 * dead because its process is gone, in the same process table, or else because the file is not
 * touched any more. No clocks are compared.
 *
 * <p>Creating a file that must not exist is atomic on HDFS. Where it is not, two drivers may both
 * believe that they have it; then the one whose name does not stand in the file finds that out
 * before its next job, and ends.
 */
public final class DriverLock implements AutoCloseable {

  private static final Duration BEAT = Duration.ofSeconds(5);

  /** So many beats without a touch, and a driver is dead. */
  private static final int MISSED_BEATS = 4;

  private final FileSystem fs;
  private final Path file;
  private final String driver = UUID.randomUUID().toString();
  private final Thread heart;
  private volatile boolean alive = true;

  private DriverLock(FileSystem fs, Path file) {
    this.fs = fs;
    this.file = file;
    this.heart = new Thread(this::beat, "driver lock");
    this.heart.setDaemon(true);
  }

  /**
   * Takes the lock, after a driver that is dead if need be.
   *
   * @throws OutputBusyException if a driver lives that has it
   */
  public static DriverLock take(FileSystem fs, Path file, Console console) throws IOException {
    Optional<Holder> dead = look(fs, file, console);
    DriverLock lock = new DriverLock(fs, file);
    if (dead.isPresent()) {
      lock.bury(dead.get());
    }
    try (OutputStream out = fs.create(file, false)) {
      out.write(lock.text(0).getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      throw held(file, Optional.empty());
    } catch (RemoteException e) {
      // HDFS says so while another one writes it.
      if (e.getClassName().equals(AlreadyBeingCreatedException.class.getName())) {
        throw held(file, Optional.empty());
      }
      throw e;
    }
    lock.check();
    lock.heart.start();
    return lock;
  }

  /**
   * Makes sure that no living driver has the lock; this may take a while if one had it that died.
   *
   * @throws OutputBusyException if one lives
   */
  public static void refuseIfHeld(FileSystem fs, Path file, Console console) throws IOException {
    look(fs, file, console);
  }

  /** The dead driver that has the lock; empty if there is no file. */
  private static Optional<Holder> look(FileSystem fs, Path file, Console console)
      throws IOException {
    Optional<FileStatus> seen = status(fs, file);
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    Optional<Holder> holder = holder(fs, file);
    if (holder.isPresent() && holder.get().isSeenFromHere()) {
      if (holder.get().runs()) {
        throw held(file, holder);
      }
      if (holder.get().isGone()) {
        return holder;
      }
    }
    console.progress(
        "looking for "
            + BEAT.multipliedBy(MISSED_BEATS).toSeconds()
            + " s whether "
            + holder.map(Holder::toString).orElse("the driver that began this run")
            + " still lives");
    for (int beat = 0; beat < MISSED_BEATS; beat++) {
      sleep(BEAT);
      Optional<FileStatus> now = status(fs, file);
      if (now.isEmpty()) {
        return Optional.empty();
      }
      if (now.get().getModificationTime() != seen.get().getModificationTime()) {
        throw held(file, holder);
      }
    }
    return Optional.of(holder.orElse(Holder.UNKNOWN));
  }

  /**
   * Puts a dead driver's file away. Of several that try, a move lets one through; one that comes
   * late, and has got the file of who came first, puts it back.
   */
  private void bury(Holder dead) throws IOException {
    Path grave = new Path(file.getParent(), "." + file.getName() + "." + name());
    if (!moved(file, grave)) {
      throw held(file, Optional.empty());
    }
    Holder buried = holder(fs, grave).orElse(Holder.UNKNOWN);
    if (!buried.equals(dead)) {
      fs.rename(grave, file);
      throw held(file, Optional.of(buried));
    }
    fs.delete(grave, false);
  }

  /** Some file systems return, others throw, where there is nothing to move any more. */
  private boolean moved(Path from, Path to) throws IOException {
    try {
      return fs.rename(from, to);
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /**
   * Makes sure that this driver still has the lock.
   *
   * @throws JobFailedException if another one has taken it
   */
  public void check() throws IOException {
    Optional<Holder> holder = holder(fs, file);
    if (holder.isEmpty() || !holder.get().driver().equals(driver)) {
      throw new JobFailedException(
          file.getParent()
              + " is no longer this driver's: "
              + holder.map(Holder::toString).orElse("somebody")
              + " has taken it or removed it");
    }
  }

  /** What tells this driver from others; short. */
  public String name() {
    return driver.substring(0, 8);
  }

  /** Lets go; another driver may go on at once. */
  @Override
  public void close() throws IOException {
    // Some file systems swallow the interruption.
    alive = false;
    heart.interrupt();
    try {
      heart.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (isOurs()) {
      fs.delete(file, false);
    }
  }

  private boolean isOurs() throws IOException {
    return holder(fs, file).filter(holder -> holder.driver().equals(driver)).isPresent();
  }

  private void beat() {
    for (long beat = 1; alive; beat++) {
      try {
        Thread.sleep(BEAT.toMillis());
        // A driver that stood still for long may have been succeeded: the file is not its own then.
        if (isOurs()) {
          touch(beat);
        }
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        // A file system that is away for a moment; a driver that stays silent is taken for dead,
        // and finds out by check().
        continue;
      }
    }
  }

  /** Touching needs no room on a full disk; stores that cannot do it get the file anew. */
  private void touch(long beat) throws IOException {
    long before = fs.getFileStatus(file).getModificationTime();
    fs.setTimes(file, System.currentTimeMillis(), -1);
    if (fs.getFileStatus(file).getModificationTime() == before) {
      check();
      try (OutputStream out = fs.create(file, true)) {
        out.write(text(beat).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private String text(long beat) {
    ObjectNode json = Json.object();
    json.put("driver", driver);
    json.put("host", ProcessTable.host());
    json.put("user", System.getProperty("user.name"));
    json.put("process_table", ProcessTable.id());
    json.put("process", ProcessHandle.current().pid());
    json.put("process_start", startOf(ProcessHandle.current()));
    json.put("beat", beat);
    return Json.text(json);
  }

  /** Milliseconds; tells a process from a later one of the same number. */
  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Who stands in the file. */
  private record Holder(
      String driver, String host, String user, String processes, long process, long start) {

    /** A driver that died while it wrote. */
    static final Holder UNKNOWN = new Holder("", "", "", "", 0, 0);

    /** Whether its process would be seen: machines may hide those of other users. */
    boolean isSeenFromHere() {
      return processes.equals(ProcessTable.id()) && user.equals(System.getProperty("user.name"));
    }

    boolean runs() {
      return ProcessTable.living(process).filter(found -> startOf(found) == start).isPresent();
    }

    /**
     * Whether no process has the number. One that began at another time may still be the driver:
     * where the machine's clock is set, all its processes seem to have begun earlier or later.
     */
    boolean isGone() {
      return ProcessTable.living(process).isEmpty();
    }

    @Override
    public String toString() {
      return "the driver in process " + process + " on " + host;
    }
  }

  private static Optional<FileStatus> status(FileSystem fs, Path file) throws IOException {
    try {
      return Optional.of(fs.getFileStatus(file));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Empty if there is no file, or it is being written. */
  private static Optional<Holder> holder(FileSystem fs, Path file) throws IOException {
    String text;
    try (InputStream in = fs.open(file)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    return holder(text);
  }

  private static Optional<Holder> holder(String text) {
    JsonNode json;
    try {
      json = Json.read(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return json.has("driver") && json.has("process_table")
        ? Optional.of(
            new Holder(
                json.get("driver").asText(),
                json.path("host").asText(),
                json.path("user").asText(),
                json.get("process_table").asText(),
                json.path("process").asLong(),
                json.path("process_start").asLong()))
        : Optional.empty();
  }

  /** Whether a file's text is a lock's. */
  static boolean isOne(String text) {
    return holder(text).isPresent();
  }

  private static OutputBusyException held(Path file, Optional<Holder> holder) {
    return new OutputBusyException(
        "--output "
            + file.getParent().getParent()
            + " is being written by "
            + holder.map(Holder::toString).orElse("another driver")
            + ": let it end, or choose another");
  }

  private static void sleep(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailedException("interrupted");
    }
  }
}
