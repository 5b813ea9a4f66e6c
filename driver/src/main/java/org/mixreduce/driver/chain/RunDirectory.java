package org.mixreduce.driver.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.UsageException;

/**
 * The output directory of a run. Work in progress lives in {@code _work}, which goes in the end;
 * {@code _SUCCESS} is written last and alone says that the run is finished.
 */
public final class RunDirectory {

  private static final String SUCCESS = "_SUCCESS";

  private final Path root;

  /** Where an earlier run's output waits until this run has succeeded. */
  private final Path replaced;

  private boolean replaces;

  private final FileSystem fs;
  private final Configuration conf;

  /** The directory at that path, which need not exist. */
  public RunDirectory(String path, Configuration conf) throws IOException {
    this.conf = conf;
    Path given = new Path(path);
    this.fs = given.getFileSystem(conf);
    this.root = fs.makeQualified(given);
    this.replaced = new Path(root.getParent(), "_" + root.getName() + ".replaced");
  }

  /**
   * Makes sure that nothing stands in the way of a command that never replaces anything.
   *
   * @throws UsageException if something stands there
   */
  public void claim() throws IOException {
    if (fs.exists(root)) {
      throw new UsageException("--output " + root + " exists: choose another, or remove it");
    }
  }

  /**
   * Makes sure that nothing stands in the way. What may be replaced is put aside until {@link
   * #finish}, so that a run that fails loses nothing.
   *
   * @param overwrite whether an earlier run's output may go
   * @throws UsageException if something stands there that may not
   */
  public void claim(boolean overwrite) throws IOException {
    if (!fs.exists(root)) {
      return;
    }
    if (!overwrite) {
      throw new UsageException(
          "--output " + root + " exists: choose another, or replace it with --overwrite");
    }
    boolean ours = fs.exists(file("manifest.json")) || fs.exists(work(""));
    boolean empty = fs.getFileStatus(root).isDirectory() && fs.listStatus(root).length == 0;
    if (!ours && !empty) {
      throw new UsageException(
          "--output " + root + " is not the output of an earlier run: --overwrite leaves it alone");
    }
    putAside();
  }

  /** What fills the directory. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws IOException;
  }

  /**
   * Claims the directory and has it filled. Nothing is left where the input was to blame, nor where
   * an earlier run's output was to be replaced, which then comes back.
   */
  public void fill(boolean overwrite, Work work) throws IOException {
    claim(overwrite);
    try {
      work.run();
    } catch (BadInputException e) {
      discard();
      throw e;
    } catch (IOException | RuntimeException e) {
      if (replaces) {
        discard();
      }
      throw e;
    }
  }

  private void putAside() throws IOException {
    replaces = true;
    if (fs.exists(replaced) && !fs.exists(file(SUCCESS))) {
      // A run that was to replace it was killed: what it left goes, what it put aside stays.
      remove(root);
      return;
    }
    remove(replaced);
    rename(root, replaced);
  }

  /** Removes the directory, and puts back what it was to replace. */
  public void discard() throws IOException {
    remove(root);
    if (replaces) {
      rename(replaced, root);
    }
  }

  /** Removes a file or directory, if it is there. */
  public void remove(Path path) throws IOException {
    if (!fs.delete(path, true) && fs.exists(path)) {
      throw new IOException("cannot remove " + path);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!fs.rename(from, to)) {
      throw new IOException("cannot move " + from + " to " + to);
    }
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  /** A file of the result. */
  public Path file(String name) {
    return new Path(root, name);
  }

  /** A place for work in progress; the place of all of it if the name is empty. */
  public Path work(String name) {
    Path work = new Path(root, "_work");
    return name.isEmpty() ? work : new Path(work, name);
  }

  /** Moves a file out of work in progress. */
  public void keep(Path from, Path to) throws IOException {
    fs.mkdirs(to.getParent());
    rename(from, to);
  }

  /** Writes a container file. */
  public <T extends SpecificRecord> void write(Path file, Schema schema, List<T> records)
      throws IOException {
    ContainerFile.write(schema, records, fs.create(file, true));
  }

  /** Writes a text file in UTF-8. */
  public void write(Path file, String text) throws IOException {
    try (OutputStream out = fs.create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Reads a text file in UTF-8. */
  public String readText(Path file) throws IOException {
    try (InputStream in = fs.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Reads one container file. */
  public <T extends SpecificRecord> List<T> read(Path file, Schema schema) throws IOException {
    return ContainerFile.read(schema, fs.open(file));
  }

  /** Reads what the reducers of a job wrote, in the order of their numbers. */
  public <T extends SpecificRecord> List<T> readParts(Path output, Schema schema)
      throws IOException {
    List<T> records = new ArrayList<>();
    for (Path part : files(output, "part-r-")) {
      records.addAll(ContainerFile.<T>read(schema, fs.open(part)));
    }
    return records;
  }

  /** The files of a directory whose name begins so, sorted by name. */
  public List<Path> files(Path directory, String prefix) throws IOException {
    FileStatus[] found = fs.listStatus(directory, path -> path.getName().startsWith(prefix));
    return Arrays.stream(found)
        .map(FileStatus::getPath)
        .sorted(Comparator.comparing(Path::getName))
        .toList();
  }

  /** Removes work in progress, then says that the run is finished. */
  public void finish() throws IOException {
    remove(work(""));
    fs.create(file(SUCCESS), true).close();
    if (replaces) {
      remove(replaced);
    }
  }

  /** The configuration that files are opened with. */
  public Configuration configuration() {
    return conf;
  }
}
