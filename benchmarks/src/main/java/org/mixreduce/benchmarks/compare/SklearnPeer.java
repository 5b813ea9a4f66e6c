package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** scikit-learn, by the first Python that has it: $PYTHON, python3 or /usr/bin/python3. */
final class SklearnPeer implements Peer {

  private final String script;

  private String python = "python3";

  /** By the script beside the benchmarks. */
  SklearnPeer(Path benchmarks) {
    this.script = benchmarks.resolve("peers/sklearn_fit.py").toString();
  }

  @Override
  public String name() {
    return "sklearn";
  }

  @Override
  public String title() {
    return "scikit-learn";
  }

  @Override
  public String version() throws InterruptedException {
    List<String> pythons =
        Stream.of(
                Optional.ofNullable(System.getenv("PYTHON")),
                Optional.of("python3"),
                Optional.of("/usr/bin/python3"))
            .flatMap(Optional::stream)
            .toList();
    for (String candidate : pythons) {
      String version = Command.firstLine(candidate, script, "--version");
      if (version != null) {
        python = candidate;
        return version;
      }
    }
    return null;
  }

  @Override
  public List<String> command(Job job) {
    return List.of(
        python,
        script,
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
