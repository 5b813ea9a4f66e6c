package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A short command whose first line of output is wanted. */
final class Command {

  private Command() {}

  /** The first line; null if the command does not exist or fails. */
  static String firstLine(String... command) throws InterruptedException {
    return firstLine(List.of(command));
  }

  /** The first line; null if the command does not exist or fails. */
  static String firstLine(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return process.waitFor() == 0 ? output.lines().findFirst().orElse("") : null;
    } catch (IOException e) {
      return null;
    }
  }
}
