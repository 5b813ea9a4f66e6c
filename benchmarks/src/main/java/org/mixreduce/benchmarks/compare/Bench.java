package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs peers one after the other and keeps what came out. */
final class Bench {

  private final Trial trial;
  private final Path work;
  private final boolean resume;
  private final Duration limit;

  /**
   * A bench.
   *
   * @param work where runs are kept
   * @param resume whether finished runs are taken as they are
   * @param limit of a run's wall time
   */
  Bench(Trial trial, Path work, boolean resume, Duration limit) {
    this.trial = trial;
    this.work = work;
    this.resume = resume;
    this.limit = limit;
  }

  /** Runs a peer on a file of so many rows, unless the run is there already. */
  Outcome run(Peer peer, Path file, long rows, OptionalDouble referencePerRow)
      throws IOException, InterruptedException {
    String version = peer.version();
    if (version == null) {
      progress(peer.title() + " is not installed");
      return Outcome.notInstalled(peer, rows);
    }
    // By the rows' own directory: the first rows of another file are other rows.
    Path directory =
        work.resolve("runs")
            .resolve(file.getParent().getFileName())
            .resolve(peer.directory() + "-" + rows);
    Peer.Job job = new Peer.Job(trial, file, rows, directory, referencePerRow);
    String asked = peer.environment() + " " + String.join(" ", peer.command(job));
    Path kept = directory.resolve("run.json");
    if (resume) {
      Optional<Outcome> earlier = Outcome.read(kept, asked);
      if (earlier.isPresent()) {
        progress(peer.title() + " on " + rows + " rows: kept from an earlier run");
        return earlier.get();
      }
    }
    Directories.fresh(directory);
    progress(peer.title() + " on " + rows + " rows …");
    Outcome outcome = measure(peer, job, asked, version);
    outcome.write(kept);
    return outcome;
  }

  private Outcome measure(Peer peer, Peer.Job job, String asked, String version)
      throws IOException, InterruptedException {
    Path log = job.directory().resolve("log.txt");
    MeasuredProcess.Cost cost =
        new MeasuredProcess(peer.command(job), peer.environment(), job.directory(), log).run(limit);
    Double peak = cost.peakMegabytes().isPresent() ? cost.peakMegabytes().getAsDouble() : null;
    String failure = cost.failed() ? cost.failure() + ", see " + log : null;
    String components = String.valueOf(trial.k());
    String iterations = "–";
    Double perRow = null;
    if (failure == null) {
      try {
        FittedMixture result = peer.result(job);
        components = peer.components(job, result);
        iterations = result.iterations();
        perRow = Evaluator.logLikelihoodPerRow(result.mixture(), job.file());
      } catch (IOException | RuntimeException e) {
        // A peer's result that cannot be judged is that peer's failure, not the comparison's.
        Files.writeString(log, e + "\n", java.nio.file.StandardOpenOption.APPEND);
        failure = "no mixture to judge, see " + log;
      }
    }
    progress(
        String.format(
            Locale.ROOT,
            "%s on %d rows: %.1f s%s",
            peer.title(),
            job.rows(),
            cost.seconds(),
            failure == null ? "" : ", failed: " + failure));
    return new Outcome(
        asked,
        peer.title(),
        peer.name(),
        version,
        job.rows(),
        components,
        cost.seconds(),
        peak,
        iterations,
        perRow,
        failure);
  }

  private static void progress(String text) {
    System.err.println("compare: " + text);
  }
}
