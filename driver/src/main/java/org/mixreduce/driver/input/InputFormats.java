package org.mixreduce.driver.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.mapper.record.InputFiles;
import org.mixreduce.mapper.record.RecordFormat;
import org.mixreduce.mapper.record.RecordFormats;

/** The format of the input: what {@code --input-format} says, or how every file begins. */
public final class InputFormats {

  /** Leaves the choice to the files. */
  public static final String AUTO = "auto";

  private static final String KEY = "mixreduce.input.format";

  /** Opening a file is mostly waiting. */
  private static final int AT_A_TIME = 16;

  private InputFormats() {}

  /**
   * Says which format all files are read as.
   *
   * @throws UsageException naming what there is, if there is no such format
   */
  public static void choose(String label, Configuration conf) {
    List<String> labels = new ArrayList<>(List.of(AUTO));
    labels.addAll(RecordFormats.labels());
    if (!labels.contains(label)) {
      throw new UsageException(
          "--input-format " + label + ": choose one of " + String.join(", ", labels));
    }
    conf.set(KEY, label);
  }

  /**
   * The format of all files.
   *
   * @throws BadInputException naming a file of each, if there are several
   */
  static RecordFormat of(InputFiles files, Configuration conf) throws IOException {
    String chosen = conf.get(KEY, AUTO);
    if (!chosen.equals(AUTO)) {
      return RecordFormats.of(chosen);
    }
    List<FileStatus> filled = files.files().stream().filter(file -> file.getLen() > 0).toList();
    if (filled.isEmpty()) {
      throw new BadInputException(
          "no rows in the input (" + Counted.of(files.files().size(), "file") + ", 0 bytes)");
    }
    List<String> labels = labels(filled, conf);
    for (int i = 1; i < labels.size(); i++) {
      if (!labels.get(i).equals(labels.get(0))) {
        throw new BadInputException(
            "files of several formats in one input: "
                + files.relative(filled.get(0).getPath())
                + " is "
                + labels.get(0)
                + ", and "
                + files.relative(filled.get(i).getPath())
                + " is "
                + labels.get(i)
                + "; read one format at a time, or say with --input-format which all are");
      }
    }
    return RecordFormats.of(labels.get(0));
  }

  private static List<String> labels(List<FileStatus> files, Configuration conf)
      throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<String>> looks = new ArrayList<>();
      for (FileStatus file : files) {
        looks.add(threads.submit(() -> RecordFormats.ofFile(file, conf).label()));
      }
      List<String> labels = new ArrayList<>();
      for (Future<String> look : looks) {
        labels.add(look.get());
      }
      return labels;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException reason) {
        throw reason;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while looking at the input", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
