package org.mixreduce.driver.chain;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.run.Journal;
import org.mixreduce.driver.run.LeftWork;
import org.mixreduce.driver.run.OutputPlace;
import org.mixreduce.driver.run.RunRecord;

/**
 * The output directory of a run. All that a run makes lives in {@code _work} until it is complete;
 * then the results are moved to their places, {@code _work} goes, and {@code _SUCCESS} is written,
 * which alone says that the run is finished. So an earlier run's results can be read until those
 * that replace them are there, and a run that ends half-way leaves none of its own.
 */
public final class RunDirectory {

  /** Says that the run is finished; written last. */
  public static final String SUCCESS = "_SUCCESS";

  static final String WORK = LeftWork.FOLDER;

  /** Beneath work: what the run was asked for. */
  static final String RECORD = LeftWork.RECORD;

  /** Beneath work: the results. */
  static final String RESULT = "result";

  /** Beneath work: says that the results are complete, and all that is left is to move them. */
  static final String COMPLETE = LeftWork.COMPLETE;

  /** The result that is moved last. */
  static final String MANIFEST = "manifest.json";

  /** What becomes of the results that stand there, once there are new ones. */
  enum Earlier {
    /** There are none. */
    NONE,
    /** They go. */
    REPLACED,
    /** They stay, but for those that are there anew. */
    EXTENDED
  }

  private final Path root;
  private final FileSystem fs;
  private final Configuration conf;
  private Earlier earlier = Earlier.NONE;
  private final List<String> dropped = new ArrayList<>();
  private Journal journal;

  /** The directory at that path, which need not exist. */
  public RunDirectory(String path, Configuration conf) throws IOException {
    this.conf = conf;
    Path given = new Path(path);
    this.fs = given.getFileSystem(conf);
    this.root = fs.makeQualified(given);
  }

  /** Whether there is anything at all. */
  boolean exists() throws IOException {
    return fs.exists(root);
  }

  /** Whether there is nothing in it. */
  boolean isEmpty() throws IOException {
    return fs.getFileStatus(root).isDirectory() && fs.listStatus(root).length == 0;
  }

  /** Whether a run has finished here. */
  public boolean isFinished() throws IOException {
    return fs.exists(new Path(root, SUCCESS));
  }

  /** Whether a run has begun here and not come to its end. */
  boolean isUnderway() throws IOException {
    return fs.exists(work(""));
  }

  /** Whether a run has begun or finished here. */
  boolean isOurs() throws IOException {
    return isUnderway() || recordIn(published(MANIFEST)).isPresent();
  }

  /** Whether there is work of a run, and not only of a driver that ended before it began one. */
  boolean hasBegun() throws IOException {
    return recordIn(work(RECORD)).isPresent() || fs.exists(work(COMPLETE));
  }

  /** Whether there is nothing, or only what a driver left that ended before it kept anything. */
  boolean holdsNothing() throws IOException {
    return !hasBegun()
        && children(root).stream().map(FileStatus::getPath).allMatch(work("")::equals);
  }

  /** Whether all that is missing is to move results, or not even that. */
  boolean isComplete() throws IOException {
    boolean moved = !hasBegun() && !isFinished() && fs.exists(published(MANIFEST));
    return moved || fs.exists(work(COMPLETE));
  }

  /**
   * Makes sure that no file is in the way, and that work in progress, if there is any, is of a run
   * and can be told what it was asked for.
   *
   * @throws UsageException naming the file, and what to do
   */
  void checkWork() throws IOException {
    OutputPlace.check(fs, root);
    LeftWork.check(fs, work(""));
  }

  /**
   * The record of the run that is underway here or else has finished; empty if there is none, or
   * its driver was killed before it had begun anything else.
   *
   * @throws UsageException if there is work in progress of something else, or its record is damaged
   */
  public Optional<RunRecord> record() throws IOException {
    checkWork();
    Optional<RunRecord> underway = recordIn(work(RECORD));
    return underway.isPresent() ? underway : recordIn(published(MANIFEST));
  }

  /** Empty if there is no such file, or it is none of a run, or a driver was killed in writing. */
  private Optional<RunRecord> recordIn(Path file) throws IOException {
    try {
      return Optional.of(RunRecord.read(readText(file)));
    } catch (FileNotFoundException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What is to become of the results that stand there. */
  void treat(Earlier results) {
    earlier = results;
  }

  /** Whether this run adds to the results of another. */
  boolean extendsRun() {
    return earlier == Earlier.EXTENDED;
  }

  /** What knows the jobs of this run. */
  void journal(Journal ofThisRun) {
    journal = ofThisRun;
  }

  /**
   * Runs a job of this run, unless an earlier driver has.
   *
   * @param name of the step, the same whenever the run comes here
   */
  public Journal.Done step(String name, JobRunner jobs, Journal.Step step) throws IOException {
    return journal == null
        ? new Journal.Done(work(name), step.run(jobs, work(name)))
        : journal.step(name, jobs, step);
  }

  /**
   * Removes all work but a file of that name: first what says that anything is done, so that who
   * goes on after a driver that died here misses nothing; last the record, by which work is known
   * as ours.
   */
  void clearWork(String but) throws IOException {
    List<FileStatus> files = new ArrayList<>(children(work("")));
    files.sort(Comparator.comparing(file -> rank(file.getPath().getName())));
    for (FileStatus file : files) {
      if (!file.getPath().getName().equals(but)) {
        remove(file.getPath());
      }
    }
  }

  private static int rank(String name) {
    if (name.equals(COMPLETE)) {
      return 0;
    }
    return Journal.isEntry(name) ? 1 : name.equals(RECORD) ? 3 : 2;
  }

  /**
   * Removes what this run has made; what stood there before stays.
   *
   * @throws org.mixreduce.driver.job.JobFailedException if another driver has taken the run
   */
  public void discard() throws IOException {
    check();
    clearWork(RECORD);
    remove(work(""));
    if (fs.exists(root) && isEmpty()) {
      remove(root);
    }
  }

  /** Removes the place of work if there is nothing in it. */
  void removeEmptyWork() throws IOException {
    if (isUnderway() && children(work("")).isEmpty()) {
      fs.delete(work(""), false);
    }
  }

  /** Removes a file or directory, if it is there. */
  public void remove(Path path) throws IOException {
    if (!fs.delete(path, true) && fs.exists(path)) {
      throw new IOException("cannot remove " + path);
    }
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  /** The place where a file of the result is made. */
  public Path file(String name) {
    return new Path(work(RESULT), name);
  }

  /** The place of a file of the result when the run has finished. */
  public Path published(String name) {
    return new Path(root, name);
  }

  /** A file of the result as it stands: this run's, or that of the run that is extended. */
  public Path result(String name) throws IOException {
    Path own = file(name);
    return earlier == Earlier.EXTENDED && !fs.exists(own) ? published(name) : own;
  }

  /** Whether there is such a file of the result, of this run or of the one that is extended. */
  public boolean hasResult(String name) throws IOException {
    return fs.exists(result(name));
  }

  /** A place for work in progress; the place of all of it if the name is empty. */
  public Path work(String name) {
    Path work = new Path(root, WORK);
    return name.isEmpty() ? work : new Path(work, name);
  }

  /** Moves a file, unless an earlier driver has done so. */
  public void keep(Path from, Path to) throws IOException {
    if (!fs.exists(from) && fs.exists(to)) {
      return;
    }
    fs.mkdirs(to.getParent());
    // A move that was cut off half-way has left its source.
    remove(to);
    if (!fs.rename(from, to)) {
      throw new IOException("cannot move " + from + " to " + to);
    }
  }

  /** Copies a small file. */
  void copy(Path from, Path to) throws IOException {
    try (InputStream in = fs.open(from);
        OutputStream out = fs.create(to, true)) {
      in.transferTo(out);
    }
  }

  /** A file of a job's output, which an earlier driver may have moved to a folder of the result. */
  Path wherever(Path output, String folder, String name) throws IOException {
    Path there = new Path(output, name);
    return fs.exists(there) ? there : new Path(file(folder), name);
  }

  /** Writes a container file that is never seen half-written, unless it is there. */
  <T extends SpecificRecord> void writeOnce(Path file, Schema schema, List<T> records)
      throws IOException {
    if (!fs.exists(file)) {
      Path draft = work(file.getName() + ".draft");
      write(draft, schema, records);
      keep(draft, file);
    }
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

  /**
   * A file that is not to be among the results of a finished run, though the run may need it, or
   * one that it extends may have left it.
   */
  public void drop(String name) {
    dropped.add(name);
  }

  /** Moves the results to their places, removes all work, and says that the run is finished. */
  public void finish() throws IOException {
    check();
    if (isUnderway()) {
      new Completion(this, dropped).run(earlier);
    }
    fs.create(published(SUCCESS), true).close();
  }

  /**
   * Makes sure that the run is still this driver's: one that stood still may have lost it.
   *
   * @throws org.mixreduce.driver.job.JobFailedException if another one has taken it
   */
  void check() throws IOException {
    if (journal != null) {
      journal.check();
    }
  }

  /** What is in a directory, if there is one. */
  List<FileStatus> children(Path directory) throws IOException {
    try {
      return List.of(fs.listStatus(directory));
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** The file system that the directory is on. */
  FileSystem fileSystem() {
    return fs;
  }

  /** The configuration that files are opened with. */
  public Configuration configuration() {
    return conf;
  }
}
