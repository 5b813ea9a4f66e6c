package org.mixreduce.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The rows of a trial in one file, and its first rows in smaller ones. All are kept. */
final class RowFiles {

  private final Trial trial;
  private final Path root;
  private final Path directory;
  private final long rows;

  /**
   * Files of a trial.
   *
   * @param root the source tree whose {@code bin/mixreduce} draws the rows
   * @param rows of the largest file
   */
  RowFiles(Trial trial, Path root, Path work, long rows) {
    this.trial = trial;
    this.root = root;
    this.directory = work.resolve("data").resolve(trial.population() + "-rows" + rows);
    this.rows = rows;
  }

  /** The file of the first {@code count} rows, made if it is not there. */
  Path first(long count) throws IOException, InterruptedException {
    Path all = all();
    if (count == rows) {
      return all;
    }
    Path head = directory.resolve("first-" + count + ".csv");
    if (!Files.exists(head)) {
      Path unfinished = directory.resolve("_unfinished");
      copyHead(all, count, unfinished);
      Files.move(unfinished, head, StandardCopyOption.ATOMIC_MOVE);
    }
    return head;
  }

  private Path all() throws IOException, InterruptedException {
    Path file = directory.resolve("part-00000.csv");
    if (Files.exists(directory.resolve("_SUCCESS"))) {
      return file;
    }
    Directories.delete(directory);
    Files.createDirectories(directory.getParent());
    System.err.println("compare: drawing " + rows + " rows");
    Path log = directory.resolveSibling(directory.getFileName() + ".log");
    List<String> command =
        List.of(
            root.resolve("bin/mixreduce").toString(),
            "generate",
            "--output",
            directory.toString(),
            "--rows",
            String.valueOf(rows),
            "--k",
            String.valueOf(trial.k()),
            "--dimension",
            String.valueOf(trial.d()),
            "--overlap",
            String.valueOf(trial.overlap()),
            "--seed",
            String.valueOf(trial.seed()));
    MeasuredProcess.Cost cost =
        new MeasuredProcess(command, Map.of(), root, log).run(Duration.ofDays(1));
    if (cost.failed()) {
      throw new IOException("no rows: " + cost.failure() + ", see " + log);
    }
    return file;
  }

  /** The header and so many lines: rows come in random order, so these are a sample of them. */
  private static void copyHead(Path from, long count, Path to) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(from, StandardCharsets.US_ASCII);
        Writer out = Files.newBufferedWriter(to, StandardCharsets.US_ASCII)) {
      for (long line = 0; line <= count; line++) {
        String text = in.readLine();
        if (text == null) {
          throw new IOException(from + " has only " + line + " lines");
        }
        out.write(text);
        out.write('\n');
      }
    }
  }
}
