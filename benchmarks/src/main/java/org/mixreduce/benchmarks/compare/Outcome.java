package org.mixreduce.benchmarks.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run as it is kept and shown.
 *
 * @param asked what was asked: the command and its environment; a kept run is only taken for the
 *     same
 * @param tool the table's name of the tool
 * @param peer the name in {@code --peers}
 * @param version name and version of the tool
 * @param rows of the file
 * @param components K as the table shows it
 * @param seconds wall time of the process
 * @param peakMegabytes largest resident memory in 10⁶ bytes; null where it could not be measured
 * @param iterations as the tool counts them
 * @param logLikelihoodPerRow by {@link Evaluator}; null if the run failed
 * @param failure why the run failed; null if it did not
 */
record Outcome(
    String asked,
    String tool,
    String peer,
    String version,
    long rows,
    String components,
    double seconds,
    Double peakMegabytes,
    String iterations,
    Double logLikelihoodPerRow,
    String failure) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** A tool that is not there. */
  static Outcome notInstalled(Peer peer, long rows) {
    return new Outcome(
        "", peer.title(), peer.name(), "", rows, "–", 0, null, "–", null, "not installed");
  }

  /** Keeps it. */
  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }

  /** A kept run; empty if there is none, it was of something else, or it failed. */
  static Optional<Outcome> read(Path file, String asked) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Outcome kept = JSON.readValue(file.toFile(), Outcome.class);
    return Optional.of(kept).filter(o -> o.asked.equals(asked) && o.failure == null);
  }
}
