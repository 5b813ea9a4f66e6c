package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** MixReduce itself on its local runner, with its defaults: one K, or a sweep up to it. */
final class MixReducePeer implements Peer {

  /** The run that all others are compared with. */
  static final String REFERENCE = "mixreduce";

  private final Path root;
  private final boolean sweep;
  private final String heap;

  /**
   * MixReduce of a source tree.
   *
   * @param heap largest heap, such as 1g; empty for the JVM's own
   */
  MixReducePeer(Path root, boolean sweep, String heap) {
    this.root = root;
    this.sweep = sweep;
    this.heap = heap;
  }

  @Override
  public String name() {
    return sweep ? "mixreduce-sweep" : REFERENCE;
  }

  @Override
  public String directory() {
    return heap.isEmpty() ? name() : name() + "-heap" + heap;
  }

  @Override
  public String title() {
    return sweep ? "MixReduce, choosing K" : "MixReduce";
  }

  @Override
  public String version() throws InterruptedException {
    String commit =
        Command.firstLine("git", "-C", root.toString(), "describe", "--always", "--dirty");
    return "MixReduce" + (commit == null ? "" : " " + commit);
  }

  @Override
  public List<String> command(Job job) {
    return List.of(
        root.resolve("bin/mixreduce").toString(),
        "fit",
        "--input",
        job.input(),
        "--header",
        "--output",
        model(job).toString(),
        "--k",
        sweep ? "1.." + job.trial().k() : String.valueOf(job.trial().k()));
  }

  @Override
  public Map<String, String> environment() {
    String given = System.getenv().getOrDefault("MIXREDUCE_OPTS", "");
    return Map.of("MIXREDUCE_OPTS", (given + (heap.isEmpty() ? "" : " -Xmx" + heap)).trim());
  }

  @Override
  public FittedMixture result(Job job) throws IOException {
    return FittedMixture.ofMixReduce(model(job).resolve("model.json"));
  }

  @Override
  public String components(Job job, FittedMixture result) {
    int found = result.mixture().size();
    return sweep ? "1 to " + job.trial().k() + ": " + found : String.valueOf(found);
  }

  private static Path model(Job job) {
    return job.directory().resolve("model");
  }
}
