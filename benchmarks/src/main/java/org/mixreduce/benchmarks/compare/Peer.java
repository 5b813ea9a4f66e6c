package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A tool that fits a mixture to a file in a process of its own. */
interface Peer {

  /** What {@code --peers} calls it. */
  String name();

  /** How the directories of its runs begin. */
  default String directory() {
    return name();
  }

  /** What the table calls it. */
  String title();

  /** Name and version of the installed tool; null if it is not installed. */
  String version() throws IOException, InterruptedException;

  /** What to run. */
  List<String> command(Job job);

  /** Environment variables beside the inherited ones. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** What a finished run found. */
  FittedMixture result(Job job) throws IOException;

  /** The K of the table. */
  default String components(Job job, FittedMixture result) {
    return String.valueOf(job.trial().k());
  }

  /**
   * One run.
   *
   * @param trial what is asked
   * @param file the rows
   * @param rows how many
   * @param directory the run's own, empty at the start
   * @param referencePerRow MixReduce's log-likelihood per row of the same file, for tolerances that
   *     are relative; empty if its run failed
   */
  record Job(Trial trial, Path file, long rows, Path directory, OptionalDouble referencePerRow) {

    /** Where peers' programs write what they found. */
    String parameters() {
      return directory.resolve("parameters.json").toString();
    }

    /** The file of the rows. */
    String input() {
      return file.toString();
    }
  }
}
