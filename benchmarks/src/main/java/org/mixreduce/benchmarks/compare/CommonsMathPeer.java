package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.math3.distribution.fitting.MultivariateNormalMixtureExpectationMaximization;
import org.mixreduce.benchmarks.peer.CommonsMathFit;

/** Commons Math, from its own estimate of a start. */
final class CommonsMathPeer implements Peer {

  @Override
  public String name() {
    return "commons-math";
  }

  @Override
  public String title() {
    return "Commons Math";
  }

  @Override
  public String version() {
    Package code = MultivariateNormalMixtureExpectationMaximization.class.getPackage();
    return "Commons Math " + code.getImplementationVersion();
  }

  @Override
  public List<String> command(Job job) {
    return List.of(
        JavaCommand.java(),
        "-XX:MaxRAMPercentage=70",
        "-cp",
        System.getProperty("java.class.path"),
        CommonsMathFit.class.getName(),
        job.input(),
        String.valueOf(job.trial().d()),
        String.valueOf(job.trial().k()),
        String.valueOf(job.trial().tolerance()),
        String.valueOf(job.trial().iterations()),
        job.parameters());
  }

  @Override
  public FittedMixture result(Job job) throws IOException {
    return FittedMixture.ofPeer(Path.of(job.parameters()));
  }
}
