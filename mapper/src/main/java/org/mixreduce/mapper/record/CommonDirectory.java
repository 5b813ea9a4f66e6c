package org.mixreduce.mapper.record;

import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * The deepest directory that holds some paths, which are named relative to it: so names, and seeds
 * that derive from them, stay when all is moved.
 *
 * @param path with a trailing '/'; empty if there are no paths
 */
public record CommonDirectory(String path) {

  /** The directory of these files or directories. */
  public static CommonDirectory of(List<Path> paths) {
    if (paths.isEmpty()) {
      return new CommonDirectory("");
    }
    String common = parent(text(paths.get(0)));
    for (Path path : paths) {
      while (!text(path).startsWith(common)) {
        common = parent(common.substring(0, common.length() - 1));
      }
    }
    return new CommonDirectory(common);
  }

  /** A path relative to the directory. */
  public String relative(Path file) {
    return text(file).substring(path.length());
  }

  private static String text(Path path) {
    return path.toUri().getPath();
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
