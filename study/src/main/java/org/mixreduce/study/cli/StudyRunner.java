package org.mixreduce.study.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mixreduce.study.question.Question;
import org.mixreduce.study.question.Scale;
import org.mixreduce.study.question.Task;
import org.mixreduce.study.raw.RawResults;

/** Runs trials that are not there yet, several at a time, each on one thread. */
final class StudyRunner {

  private final Path directory;
  private final Scale scale;
  private final PrintStream progress;

  /**
   * A runner.
   *
   * @param directory where raw results are kept, a file a question
   */
  StudyRunner(Path directory, Scale scale, PrintStream progress) {
    this.directory = directory;
    this.scale = scale;
    this.progress = progress;
  }

  /** What there is of the questions, by name. */
  Map<String, RawResults> results(List<Question> questions) throws IOException {
    Map<String, RawResults> results = new LinkedHashMap<>();
    for (Question question : questions) {
      results.put(question.name(), RawResults.open(directory.resolve(question.name() + ".csv")));
    }
    return results;
  }

  /**
   * Runs what is missing.
   *
   * @throws IOException if a file cannot be written or trials failed, when all others are done
   */
  void run(List<Question> questions, Map<String, RawResults> results, int threads)
      throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (Question question : questions) {
        RawResults raw = results.get(question.name());
        List<Task> missing =
            question.tasks(scale).stream().filter(task -> !raw.contains(task.trial())).toList();
        say(question.name() + ": " + missing.size() + " trials to run");
        for (Task task : missing) {
          running.add(
              pool.submit(
                  () -> {
                    run(question, task, raw);
                    return null;
                  }));
        }
      }
      finish(running);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Waits for all; a trial that fails does not keep the others from being run. */
  private static void finish(List<Future<Void>> running) throws IOException, InterruptedException {
    IOException failures = null;
    int failed = 0;
    for (Future<Void> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        failed++;
        if (failures == null) {
          failures = new IOException("trials failed; the first: " + e.getCause().getMessage());
        }
        failures.addSuppressed(e.getCause());
      }
    }
    if (failures != null) {
      throw new IOException(failed + " " + failures.getMessage(), failures);
    }
  }

  private void run(Question question, Task task, RawResults raw) throws IOException {
    long start = cpuNanoseconds();
    try {
      var found = task.work().run();
      double seconds = (cpuNanoseconds() - start) / 1e9;
      raw.append(task.trial(), found, seconds);
      say(String.format(Locale.ROOT, "%s: %s, %.1f s", question.name(), task.trial(), seconds));
    } catch (RuntimeException e) {
      throw new IllegalStateException(question.name() + ", " + task.trial() + " failed", e);
    }
  }

  /** Of this thread: what a trial costs, whatever else the machine is doing. */
  private static long cpuNanoseconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void say(String text) {
    progress.println("study: " + text);
  }
}
