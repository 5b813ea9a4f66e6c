package org.mixreduce.driver.run;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local file system, which a driver is killed at: from a certain change on, nothing changes any
 * more. So the driver leaves what a killed one would leave, at any point that is asked for.
 */
public final class MortalFileSystem extends LocalFileSystem {

  private static String deadly;
  private static boolean dead;
  private static int changes;
  private static int last = Integer.MAX_VALUE;

  /** Dies at the first change of a path that ends so. */
  public static void dieAt(String path) {
    deadly = path;
    last = Integer.MAX_VALUE;
    dead = false;
  }

  /** Dies after so many changes by the driver itself. */
  public static void dieAfter(int count) {
    deadly = null;
    last = count;
    changes = 0;
    dead = false;
  }

  /** Lives on. */
  public static void revive() {
    dieAfter(Integer.MAX_VALUE);
  }

  /** Whether it died. */
  public static boolean isDead() {
    return dead;
  }

  /** Tasks have threads of their own, and end with the driver's process. */
  private static boolean byDriver() {
    String thread = Thread.currentThread().getName();
    return thread.equals("main") || thread.startsWith("Time-limited");
  }

  /** Not what Hadoop keeps for itself, which this process would remember as broken for good. */
  private static boolean ofRun(Path path) {
    return path.toString().contains("/out");
  }

  private static synchronized void change(Path path) throws IOException {
    if (!ofRun(path)) {
      return;
    }
    if (byDriver()) {
      changes++;
      dead |= changes > last || (deadly != null && path.toString().endsWith(deadly));
    }
    if (dead) {
      // As what a server says, with the trace of its stack.
      throw new IOException("killed at " + path + "\n\tat the.server.Who(Says.java:1)");
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change(path);
    return super.create(path, permission, overwrite, buffer, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change(to);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change(path);
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    change(path);
    return super.mkdirs(path);
  }
}
