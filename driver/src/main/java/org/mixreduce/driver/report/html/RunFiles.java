package org.mixreduce.driver.report.html;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.input.BadInputException;

/** The files of a run, wherever each of them stands. */
public final class RunFiles {

  private final Places places;
  private final Configuration conf;

  /** Where a file of that name is, or would be. */
  @FunctionalInterface
  public interface Places {
    /** The place. */
    Path of(String name) throws IOException;
  }

  /** Files at these places. */
  public RunFiles(Places places, Configuration conf) {
    this.places = places;
    this.conf = conf;
  }

  /** The files of a directory. */
  public static RunFiles in(Path directory, Configuration conf) {
    return new RunFiles(name -> new Path(directory, name), conf);
  }

  Configuration configuration() {
    return conf;
  }

  /** A file, if it is there. */
  Optional<Path> find(String name) throws IOException {
    Path place = places.of(name);
    return fileSystem(place).exists(place) ? Optional.of(place) : Optional.empty();
  }

  /**
   * A file.
   *
   * @throws BadInputException if it is not there
   */
  Path file(String name) throws IOException {
    return find(name)
        .orElseThrow(
            () -> new BadInputException("there is no " + name + ": this is no finished run"));
  }

  FileSystem fileSystem(Path place) throws IOException {
    return place.getFileSystem(conf);
  }

  String text(Path file) throws IOException {
    try (BufferedReader reader = reader(file)) {
      StringBuilder text = new StringBuilder();
      char[] buffer = new char[8192];
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        text.append(buffer, 0, n);
      }
      return text.toString();
    }
  }

  BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(fileSystem(file).open(file), StandardCharsets.UTF_8));
  }

  /** A number of a field of comma-separated text; not a number for NA. */
  static double number(String field) {
    return field.equals("NA") ? Double.NaN : Double.parseDouble(field);
  }
}
