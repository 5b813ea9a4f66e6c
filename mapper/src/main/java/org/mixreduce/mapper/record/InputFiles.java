package org.mixreduce.mapper.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;

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
    job.getConfiguration().setBoolean(FileInputFormat.INPUT_DIR_RECURSIVE, true);
    List<FileStatus> files = new ArrayList<>(new Listing().list(job));
    files.removeIf(FileStatus::isDirectory);
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

  /** Opens the listing that {@link FileInputFormat} keeps to its subclasses. */
  private static final class Listing extends TextInputFormat {
    List<FileStatus> list(JobContext job) throws IOException {
      return listStatus(job);
    }
  }
}
