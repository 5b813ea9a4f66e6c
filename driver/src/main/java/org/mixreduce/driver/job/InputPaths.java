package org.mixreduce.driver.job;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/** Files, directories or globs that jobs read. */
record InputPaths(List<Path> paths) {

  /** What a glob gives another meaning. */
  private static final String SPECIAL = "[\\\\*?\\[\\]{}^]";

  /** Paths as the user wrote them, separated by commas; none for jobs that read nothing. */
  static InputPaths of(String inputs, Configuration conf) throws IOException {
    if (inputs.isEmpty()) {
      return new InputPaths(List.of());
    }
    Job job = Job.getInstance(conf);
    FileInputFormat.setInputPaths(job, inputs);
    return new InputPaths(List.of(FileInputFormat.getInputPaths(job)));
  }

  /** One directory by its name, whatever characters that has. */
  static InputPaths literally(Path directory) {
    return new InputPaths(List.of(new Path(directory.toString().replaceAll(SPECIAL, "\\\\$0"))));
  }

  /** Has a job read them. */
  void set(Job job) throws IOException {
    FileInputFormat.setInputPaths(job, paths.toArray(Path[]::new));
  }

  /** Whether one of the paths is that place, or a directory that it lies in. */
  boolean cover(Path place) {
    for (Path path : paths) {
      for (Path above = place; above != null; above = above.getParent()) {
        if (matches(path, above)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Name by name, for a * does not reach across directories. */
  private static boolean matches(Path pattern, Path path) {
    URI asked = pattern.toUri();
    URI found = path.toUri();
    String[] patterns = asked.getPath().split("/");
    String[] names = found.getPath().split("/");
    boolean match =
        Objects.equals(asked.getScheme(), found.getScheme())
            && Objects.equals(asked.getAuthority(), found.getAuthority())
            && patterns.length == names.length;
    for (int i = 0; match && i < names.length; i++) {
      match = new GlobPattern(patterns[i]).matches(names[i]);
    }
    return match;
  }
}
