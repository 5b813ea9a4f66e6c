package org.mixreduce.driver.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.mixreduce.driver.input.UsageException;

/**
 * The directories that {@code --runs} names: globs expanded, without names that begin with _ or .,
 * which Hadoop keeps for what is no data, each once, sorted by path, so that the order in which
 * they are given does not matter.
 */
public final class RunPaths {

  private RunPaths() {}

  /**
   * The directories.
   *
   * @throws UsageException if a path does not exist or a glob matches nothing
   */
  public static List<Path> of(String list, Configuration conf) throws IOException {
    TreeSet<Path> found = new TreeSet<>();
    for (Path pattern : patterns(list, conf)) {
      FileSystem fs = pattern.getFileSystem(conf);
      FileStatus[] matches =
          fs.globStatus(
              pattern,
              path ->
                  path.getName().equals(pattern.getName())
                      || !(path.getName().startsWith("_") || path.getName().startsWith(".")));
      if (matches == null || matches.length == 0) {
        throw new UsageException("--runs: there is no " + pattern);
      }
      for (FileStatus match : matches) {
        found.add(fs.makeQualified(match.getPath()));
      }
    }
    return new ArrayList<>(found);
  }

  /** Split by Hadoop at commas that stand outside of braces. */
  private static List<Path> patterns(String list, Configuration conf) throws IOException {
    try {
      Job job = Job.getInstance(conf);
      FileInputFormat.setInputPaths(job, list);
      return List.of(FileInputFormat.getInputPaths(job));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--runs " + list + ": " + e.getMessage());
    }
  }
}
