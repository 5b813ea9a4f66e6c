package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * How the results of a run that is done come to their places. A driver may die at any step: then
 * another one goes the same way again from what is there, and ends in the same files.
 */
final class Completion {

  /** Beneath work: says that nothing is left of what is replaced. */
  private static final String REPLACING = "replacing";

  /** Beneath work, once the results are complete: what is not to be among them, a name a line. */
  private static final String DROPPED = "dropped";

  private final RunDirectory directory;
  private final FileSystem fs;
  private final List<String> dropped;

  /**
   * The results of a directory.
   *
   * @param dropped what is not to be among them
   */
  Completion(RunDirectory directory, List<String> dropped) {
    this.directory = directory;
    this.fs = directory.fileSystem();
    this.dropped = dropped;
  }

  /** Moves them, and removes what they replace and all work. */
  void run(RunDirectory.Earlier earlier) throws IOException {
    complete();
    directory.remove(directory.published(RunDirectory.SUCCESS));
    // The manifest is moved last: once it is, nothing stands there that is replaced.
    if (fs.exists(directory.file(RunDirectory.MANIFEST))) {
      // And that of before goes first: one without _SUCCESS or work says that all has been moved.
      directory.remove(directory.published(RunDirectory.MANIFEST));
      if (earlier == RunDirectory.Earlier.REPLACED) {
        removeReplaced();
      }
    }
    publish(directory.work(RunDirectory.RESULT), directory.root());
    removeDropped();
    removeWork();
  }

  /** Whoever goes on from here only moves results, and has to know which of them go. */
  private void complete() throws IOException {
    if (!fs.exists(directory.work(RunDirectory.COMPLETE))) {
      directory.write(directory.work(DROPPED), String.join("\n", dropped));
      fs.create(directory.work(RunDirectory.COMPLETE), true).close();
    }
  }

  private void removeDropped() throws IOException {
    List<String> names = new ArrayList<>(dropped);
    if (fs.exists(directory.work(DROPPED))) {
      directory.readText(directory.work(DROPPED)).lines().forEach(names::add);
    }
    for (String name : names) {
      directory.remove(directory.published(name));
    }
  }

  /** Once only: after that, some of what stands there may be new. */
  private void removeReplaced() throws IOException {
    if (fs.exists(directory.work(REPLACING))) {
      return;
    }
    for (FileStatus old : fs.listStatus(directory.root())) {
      if (!old.getPath().getName().equals(RunDirectory.WORK)) {
        directory.remove(old.getPath());
      }
    }
    fs.create(directory.work(REPLACING), true).close();
  }

  private void publish(Path from, Path to) throws IOException {
    List<FileStatus> results = new ArrayList<>(directory.children(from));
    results.sort(
        Comparator.comparing(
                (FileStatus file) -> file.getPath().getName().equals(RunDirectory.MANIFEST))
            .thenComparing(FileStatus::getPath));
    for (FileStatus result : results) {
      Path target = new Path(to, result.getPath().getName());
      if (result.isDirectory()) {
        publish(result.getPath(), target);
      } else {
        directory.check();
        directory.keep(result.getPath(), target);
      }
    }
  }

  /** The sign that all is complete goes last. */
  private void removeWork() throws IOException {
    directory.clearWork(RunDirectory.COMPLETE);
    directory.remove(directory.work(""));
  }
}
