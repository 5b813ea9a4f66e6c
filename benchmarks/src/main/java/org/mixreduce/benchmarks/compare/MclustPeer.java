package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * R's mclust. It stops at |Δℓ| / (1 + |ℓ|) below its tolerance, ℓ of all rows: to make that T nats
 * per row, it is given T N / (1 + |ℓ|) with the ℓ that MixReduce found on the same rows.
 */
final class MclustPeer implements Peer {

  private final String script;

  /** By the script beside the benchmarks. */
  MclustPeer(Path benchmarks) {
    this.script = benchmarks.resolve("peers/mclust_fit.R").toString();
  }

  @Override
  public String name() {
    return "mclust";
  }

  @Override
  public String title() {
    return "mclust";
  }

  @Override
  public String version() throws InterruptedException {
    return Command.firstLine("Rscript", script, "--version");
  }

  @Override
  public List<String> command(Job job) {
    return List.of(
        "Rscript",
        script,
        job.input(),
        String.valueOf(job.trial().d()),
        String.valueOf(job.trial().k()),
        String.valueOf(relativeTolerance(job)),
        job.parameters());
  }

  /** Without a log-likelihood to go by, as if it were one nat per row. */
  static double relativeTolerance(Job job) {
    double logLikelihood = Math.abs(job.referencePerRow().orElse(1)) * job.rows();
    return job.trial().tolerance() * job.rows() / (1 + logLikelihood);
  }

  @Override
  public FittedMixture result(Job job) throws IOException {
    return FittedMixture.ofPeer(Path.of(job.parameters()));
  }
}
