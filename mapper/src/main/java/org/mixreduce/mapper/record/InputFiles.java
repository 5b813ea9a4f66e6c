package org.mixreduce.mapper.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.InvalidInputException;

/**
 * The input files of a job: globs expanded, directories read to any depth, names that begin with _
 * or . left out, sorted by path. Their root is the deepest directory that holds them all.
 */
public final class InputFiles {

  private final List<FileStatus> files;
  private final CommonDirectory root;

  private InputFiles(List<FileStatus> files) {
    this.files = files;
    this.root = CommonDirectory.of(files.stream().map(FileStatus::getPath).toList());
  }

  /**
   * Lists the files of a job's input paths.
   *
   * @throws IOException if a path does not exist or a glob matches nothing
   */
  public static InputFiles of(JobContext job) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    PathFilter asked = FileInputFormat.getInputPathFilter(job);
    PathFilter filter = path -> isVisible(path) && (asked == null || asked.accept(path));
    for (Path path : FileInputFormat.getInputPaths(job)) {
      FileSystem fs = path.getFileSystem(job.getConfiguration());
      FileStatus[] matches = fs.globStatus(path, filter);
      if (matches == null) {
        throw new InvalidInputException(
            List.of(new IOException("Input path does not exist: " + path)));
      }
      if (matches.length == 0) {
        throw new InvalidInputException(
            List.of(new IOException("Input Pattern " + path + " matches 0 files")));
      }
      for (FileStatus match : matches) {
        list(fs, match, filter, files);
      }
    }
    files.sort(Comparator.comparing(file -> file.getPath().toUri().toString()));
    for (int i = files.size() - 1; i > 0; i--) {
      // Overlapping globs name a file twice; it is read once.
      if (files.get(i).getPath().equals(files.get(i - 1).getPath())) {
        files.remove(i);
      }
    }
    return new InputFiles(files);
  }

  /** The files, sorted by path. */
  public List<FileStatus> files() {
    return List.copyOf(files);
  }

  /** Bytes of all files. */
  public long bytes() {
    return files.stream().mapToLong(FileStatus::getLen).sum();
  }

  /** A file's path relative to the root. */
  public String relative(Path file) {
    return root.relative(file);
  }

  /**
   * Adds a file, or those of a directory. Hadoop's own listing asks the local file system for the
   * permissions of each file, by a process each; of ten thousand files that is half a minute a job.
   */
  private static void list(
      FileSystem fs, FileStatus status, PathFilter filter, List<FileStatus> files)
      throws IOException {
    if (!status.isDirectory()) {
      files.add(status);
      return;
    }
    for (FileStatus child : fs.listStatus(status.getPath(), filter)) {
      list(fs, child, filter, files);
    }
  }

  private static boolean isVisible(Path path) {
    return !path.getName().startsWith("_") && !path.getName().startsWith(".");
  }
}
