package org.mixreduce.driver.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mixreduce.driver.input.UsageException;

/**
 * Work in progress that a driver finds beneath an output directory. Other programs call their
 * folders {@code _work} too: what is not known to be of a run is neither gone on with nor removed.
 */
public enum LeftWork {
  /** There is none. */
  NONE,
  /** Of a run, or of a driver that ended before it began one. */
  OURS,
  /** Of a run, it seems, but its record is none. */
  DAMAGED,
  /** Of something else. */
  FOREIGN;

  /** The folder's name. */
  public static final String FOLDER = "_work";

  /** In it: what the run was asked for. */
  public static final String RECORD = "run.json";

  /** In it: which driver works on the run. */
  public static final String LOCK = "driver.json";

  /** In it: says that the results are complete; goes last. */
  public static final String COMPLETE = "complete";

  /** Whose the work in a folder is. */
  public static LeftWork in(FileSystem fs, Path folder) throws IOException {
    try {
      return of(fs, folder);
    } catch (FileNotFoundException e) {
      // There was none, or its run has just come to its end.
      return NONE;
    }
  }

  private static LeftWork of(FileSystem fs, Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    for (FileStatus file : fs.listStatus(folder)) {
      // What a job writes after its run has ended, if its driver died before it was known, is ours.
      if (file.isFile() || !Journal.isOutput(file.getPath().getName())) {
        names.add(file.getPath().getName());
      }
    }
    // Checksums, and locks of drivers that died.
    names.removeIf(name -> name.startsWith("." + LOCK) || name.startsWith("." + RECORD));
    if (Set.of(LOCK, RECORD, COMPLETE).containsAll(names)) {
      // A driver may have been killed while it wrote one of them: nothing is lost with it.
      return OURS;
    }
    if (names.contains(RECORD)) {
      return ofRecord(text(fs, new Path(folder, RECORD)));
    }
    return names.contains(LOCK) && DriverLock.isOne(text(fs, new Path(folder, LOCK)))
        ? OURS
        : FOREIGN;
  }

  /**
   * Makes sure that work may be gone on with, or removed.
   *
   * @throws UsageException naming the file, and what to do
   */
  public static void check(FileSystem fs, Path folder) throws IOException {
    switch (in(fs, folder)) {
      case NONE, OURS -> {}
      case DAMAGED ->
          throw new UsageException(
              new Path(folder, RECORD)
                  + " is damaged, or no record of mixreduce, so what the unfinished run was asked for"
                  + " is not known: restore the file, or remove "
                  + folder
                  + ", and with it what is done, and begin anew");
      case FOREIGN ->
          throw new UsageException(
              folder
                  + " is not of a run of mixreduce (there is no "
                  + RECORD
                  + ", nor a driver's "
                  + LOCK
                  + "): choose another --output, or move it away");
    }
  }

  private static LeftWork ofRecord(String text) {
    try {
      RunRecord.read(text);
      return OURS;
    } catch (IllegalArgumentException e) {
      return DAMAGED;
    }
  }

  private static String text(FileSystem fs, Path file) throws IOException {
    try (InputStream in = fs.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
