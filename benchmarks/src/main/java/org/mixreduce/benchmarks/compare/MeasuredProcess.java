package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** A tool's run as a process of its own, with its wall time and its largest resident memory. */
final class MeasuredProcess {

  /**
   * How often memory is looked at. The kernel keeps the peak, so this only bounds the last rise.
   */
  private static final long POLL_MILLISECONDS = 20;

  private final List<String> command;
  private final Map<String, String> environment;
  private final Path directory;
  private final Path log;

  /**
   * What a run cost.
   *
   * @param exit the exit code; null if it was stopped for taking too long
   * @param seconds from before the start to after the end
   * @param peakMegabytes largest resident memory in 10⁶ bytes; empty where the kernel does not say
   */
  record Cost(Integer exit, double seconds, OptionalDouble peakMegabytes) {

    boolean failed() {
      return exit == null || exit != 0;
    }

    /** Why it failed. */
    String failure() {
      return exit == null ? "stopped for taking too long" : "exit code " + exit;
    }
  }

  /**
   * A process.
   *
   * @param environment variables beside the inherited ones
   * @param directory where it runs
   * @param log where its output goes
   */
  MeasuredProcess(List<String> command, Map<String, String> environment, Path directory, Path log) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.directory = directory;
    this.log = log;
  }

  /** Runs it to its end, or to the limit. */
  Cost run(Duration limit) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    long begin = System.nanoTime();
    Process process = builder.start();
    Thread stop = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(stop);
    long peak = 0;
    boolean late = false;
    while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peakKibibytes(process.pid()));
      if (!late && System.nanoTime() - begin > limit.toNanos()) {
        late = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    Runtime.getRuntime().removeShutdownHook(stop);
    return new Cost(
        late ? null : process.exitValue(),
        seconds,
        peak > 0 ? OptionalDouble.of(peak * 1024 / 1e6) : OptionalDouble.empty());
  }

  /** VmHWM, in KiB; 0 if there is none to be read. */
  private static long peakKibibytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    } catch (IOException e) {
      // The process ended meanwhile, or this is not Linux.
      return 0;
    }
    return 0;
  }
}
