package org.mixreduce.driver.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.input.UsageException;

/** Whether a directory can be made at a path, as far as names tell. */
public final class OutputPlace {

  private OutputPlace() {}

  /**
   * Makes sure that what stands at a path, or else the nearest thing above it, is a directory.
   *
   * @throws UsageException naming the file that is in the way
   */
  public static void check(FileSystem fs, Path directory) throws IOException {
    for (Path path = directory; path != null; path = path.getParent()) {
      Optional<FileStatus> status = status(fs, path);
      if (status.isPresent()) {
        refuseFile(directory, status.get());
        return;
      }
    }
  }

  /**
   * Makes sure that what a run reads does not lie in the directory that it fills, and may replace.
   *
   * @param option that names the file, for messages
   * @throws UsageException if the file is in there
   */
  public static void refuseWithin(Path directory, String option, Path file) {
    if (isWithin(directory.toUri(), file.toUri())) {
      throw new UsageException(
          option
              + " "
              + file
              + " lies in --output "
              + directory
              + ", whose files make room for others: copy it elsewhere, or choose another --output");
    }
  }

  private static boolean isWithin(URI directory, URI file) {
    return Objects.equals(directory.getScheme(), file.getScheme())
        && Objects.equals(directory.getAuthority(), file.getAuthority())
        && (file.getPath() + "/").startsWith(directory.getPath() + "/");
  }

  private static void refuseFile(Path directory, FileStatus status) {
    if (status.isFile()) {
      Path file = status.getPath();
      String what = file.equals(directory) ? " is a file" : ": " + file + " is a file";
      throw new UsageException(
          "--output " + directory + what + ", where a directory would be: choose another");
    }
  }

  private static Optional<FileStatus> status(FileSystem fs, Path path) throws IOException {
    try {
      return Optional.of(fs.getFileStatus(path));
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      return Optional.empty();
    }
  }
}
