package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Spark MLlib, in local mode on all cores, with the JVM flags that Spark's launcher sets. */
final class SparkPeer implements Peer {

  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private final Path target;

  /** Spark as the submodule built it. */
  SparkPeer(Path benchmarks) {
    this.target = benchmarks.resolve("spark/target");
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public String title() {
    return "Spark MLlib";
  }

  @Override
  public String version() throws IOException {
    Path libraries = target.resolve("spark-lib");
    if (!Files.isDirectory(libraries)) {
      return null;
    }
    try (var files = Files.newDirectoryStream(libraries, "spark-mllib_*.jar")) {
      for (Path jar : files) {
        return jar.getFileName()
            .toString()
            .replaceAll("spark-mllib_([0-9.]+)-(.*)\\.jar", "Spark MLlib $2, Scala $1");
      }
    }
    return null;
  }

  @Override
  public List<String> command(Job job) {
    List<String> command = new ArrayList<>();
    command.add(JavaCommand.java());
    // Ample: the rows are cached as objects.
    command.add("-XX:MaxRAMPercentage=70");
    command.add("--add-modules=jdk.incubator.vector");
    for (String opened : OPENED) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.add("-Djdk.reflect.useDirectMethodHandle=false");
    command.add("-Dio.netty.tryReflectionSetAccessible=true");
    command.add("-Dspark.local.dir=" + job.directory());
    command.add("-cp");
    command.add(
        target.resolve("mixreduce-benchmarks-spark.jar")
            + java.io.File.pathSeparator
            + target.resolve("spark-lib")
            + "/*");
    command.add("org.mixreduce.benchmarks.spark.SparkFit");
    command.add(job.input());
    command.add(String.valueOf(job.trial().d()));
    command.add(String.valueOf(job.rows()));
    command.add(String.valueOf(job.trial().k()));
    command.add(String.valueOf(job.trial().tolerance()));
    command.add(String.valueOf(job.trial().iterations()));
    command.add(job.parameters());
    return command;
  }

  /** As Spark's guide to native BLAS advises: its tasks are the threads. */
  @Override
  public Map<String, String> environment() {
    return Map.of("OPENBLAS_NUM_THREADS", "1", "MKL_NUM_THREADS", "1");
  }

  @Override
  public FittedMixture result(Job job) throws IOException {
    return FittedMixture.ofPeer(Path.of(job.parameters()));
  }
}
