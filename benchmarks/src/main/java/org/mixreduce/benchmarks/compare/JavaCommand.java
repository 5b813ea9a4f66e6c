package org.mixreduce.benchmarks.compare;

import java.nio.file.Path;

/** The JVM of this process, for others. */
final class JavaCommand {

  private JavaCommand() {}

  /** Its launcher. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
