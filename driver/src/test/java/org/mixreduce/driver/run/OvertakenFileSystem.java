package org.mixreduce.driver.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A file system whose user is overtaken: between its look at things and its first change of them.
 */
final class OvertakenFileSystem extends FilterFileSystem {

  /** What another one does in between. */
  @FunctionalInterface
  interface Deed {
    /** Does it. */
    void run() throws IOException;
  }

  private Deed deed;

  OvertakenFileSystem(FileSystem fs, Deed deed) {
    super(fs);
    this.deed = deed;
  }

  private void overtake() {
    Deed once = deed;
    deed = () -> {};
    try {
      once.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    overtake();
    return super.create(path, permission, overwrite, buffer, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    overtake();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    overtake();
    return super.delete(path, recursive);
  }
}
