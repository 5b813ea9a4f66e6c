package org.mixreduce.study.raw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The raw results of one question: a file of the columns {@code cell,data_set,arm,measure,value},
 * to which a trial's lines are appended at once when it has ended, the last of them the seconds of
 * processor time it took. A trial without that line was cut off, and is dropped when the file is
 * opened.
 *
 * <p>Safe for several threads, not for several processes.
 */
public final class RawResults {

  /** The measure of a trial's last line: processor time. */
  public static final String SECONDS = "seconds";

  private static final String HEADER = "cell,data_set,arm,measure,value";

  private final Path file;
  private final Map<Trial, List<Measurement>> trials;

  private RawResults(Path file, Map<Trial, List<Measurement>> trials) {
    this.file = file;
    this.trials = trials;
  }

  /** Opens a file, or begins one. */
  public static RawResults open(Path file) throws IOException {
    Map<Trial, List<Measurement>> trials = new LinkedHashMap<>();
    if (Files.exists(file)) {
      List<String> lines = wholeLines(Files.readString(file));
      if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
        throw new IOException(file + " does not begin with " + HEADER + ": move it away");
      }
      int complete = read(file, lines, trials);
      Path whole = file.resolveSibling(file.getFileName() + ".tmp");
      Files.writeString(whole, String.join("\n", lines.subList(0, complete)) + "\n");
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, HEADER + "\n");
    }
    return new RawResults(file, trials);
  }

  /** The lines that have an end: what follows the last was being written when the run stopped. */
  private static List<String> wholeLines(String text) {
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** Reads complete trials; returns the number of lines up to the end of the last of them. */
  private static int read(Path file, List<String> lines, Map<Trial, List<Measurement>> trials)
      throws IOException {
    int complete = 1;
    List<Measurement> open = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(",", -1);
      if (fields.length != 5) {
        throw new IOException(
            file + " line " + (i + 1) + " has " + fields.length + " fields, not 5");
      }
      Trial trial = new Trial(fields[0], Integer.parseInt(fields[1]));
      if (fields[3].equals(SECONDS)) {
        open.add(new Measurement(fields[2], fields[3], Double.parseDouble(fields[4])));
        trials.put(trial, List.copyOf(open));
        open.clear();
        complete = i + 1;
      } else {
        open.add(new Measurement(fields[2], fields[3], Double.parseDouble(fields[4])));
      }
    }
    return complete;
  }

  /** Whether a trial is there. */
  public synchronized boolean contains(Trial trial) {
    return trials.containsKey(trial);
  }

  /** Appends a trial that has ended. */
  public synchronized void append(Trial trial, List<Measurement> found, double seconds)
      throws IOException {
    List<Measurement> all = new ArrayList<>(found);
    all.add(new Measurement("", SECONDS, seconds));
    StringBuilder text = new StringBuilder();
    for (Measurement measurement : all) {
      text.append(trial.cell()).append(',').append(trial.dataSet()).append(',');
      text.append(measurement.arm()).append(',').append(measurement.measure()).append(',');
      text.append(measurement.value()).append('\n');
    }
    Files.writeString(file, text, StandardOpenOption.APPEND);
    trials.put(trial, List.copyOf(all));
  }

  /** All trials in the order of the file. */
  public synchronized Map<Trial, List<Measurement>> trials() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(trials));
  }
}
