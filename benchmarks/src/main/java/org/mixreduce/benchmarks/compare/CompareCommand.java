package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmarks/compare}. */
@CommandLine.Command(
    name = "benchmarks/compare",
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = false,
    description =
        "Fits mixtures to drawn rows with MixReduce and with other tools, one process after the"
            + " other, and writes a table of time, memory and likelihood.")
public final class CompareCommand implements Callable<Integer> {

  /**
   * Rows of the run that scaling takes for start-up: the default size of the pooled sample, which
   * every larger input has as well and whose fits take the same time there.
   */
  private static final long START_UP_ROWS = 20_000;

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Option(names = "--rows", paramLabel = "N", description = "rows of the file")
  long rows = 5_000_000;

  @Option(names = "--k", paramLabel = "K", description = "components")
  int k = 10;

  @Option(names = "--d", paramLabel = "D", description = "variables")
  int d = 10;

  @Option(names = "--overlap", paramLabel = "X", description = "largest pairwise overlap")
  double overlap = 0.05;

  @Option(names = "--seed", paramLabel = "N", description = "of population and rows")
  long seed = 1;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description = "nats per row: an EM iteration that gains less is the peers' last")
  double tolerance = 1e-6;

  @Option(names = "--iterations", paramLabel = "N", description = "of the peers' EM at most")
  int iterations = 500;

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      description =
          "of mixreduce-sweep, spark, sklearn, mclust and commons-math, or all, or none; MixReduce"
              + " with one K always runs")
  List<String> peers = List.of("all");

  @Option(names = "--sklearn-rows", paramLabel = "N", description = "rows for scikit-learn at most")
  long sklearnRows = 1_000_000;

  @Option(names = "--mclust-rows", paramLabel = "N", description = "rows for mclust at most")
  long mclustRows = 200_000;

  @Option(
      names = "--commons-math-rows",
      paramLabel = "N",
      description = "rows for Commons Math at most")
  long commonsMathRows = 20_000;

  @Option(
      names = "--scale",
      split = ",",
      paramLabel = "N",
      description = "instead: MixReduce alone on the first so many rows, for each number")
  List<Long> scale = List.of();

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "largest heap of MixReduce, such as 1g; empty: the JVM's default")
  String heap = "";

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "a run that takes longer is stopped and counts as failed")
  long minutes = 240;

  @Option(names = "--resume", description = "take finished runs of the same command as they are")
  boolean resume;

  @Option(names = "--work", paramLabel = "DIR", description = "where rows, runs and table go")
  Path work;

  private final Path root = Path.of(System.getProperty("mixreduce.root", ".")).toAbsolutePath();
  private String[] arguments = {};

  /** Runs it. */
  public static void main(String[] arguments) {
    CompareCommand command = new CompareCommand();
    command.arguments = arguments;
    System.exit(new CommandLine(command).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory =
        (work == null ? root.resolve("benchmarks/target/compare") : work).toAbsolutePath();
    Files.createDirectories(directory);
    Trial trial = new Trial(k, d, overlap, seed, tolerance, iterations);
    Bench bench = new Bench(trial, directory, resume, Duration.ofMinutes(minutes));
    String report =
        scale.isEmpty() ? compare(bench, trial, directory) : scale(bench, trial, directory);
    Files.writeString(directory.resolve(scale.isEmpty() ? "table.md" : "scale.md"), report);
    System.out.print(report);
    return 0;
  }

  /** MixReduce first on every file, so that each peer's ratio is on the same rows. */
  private String compare(Bench bench, Trial trial, Path directory)
      throws IOException, InterruptedException {
    RowFiles files = new RowFiles(trial, root, directory, rows);
    List<Outcome> outcomes = new ArrayList<>();
    for (Map.Entry<Long, List<Peer>> size : bySize().descendingMap().entrySet()) {
      long count = size.getKey();
      Path file = files.first(count);
      Outcome reference =
          bench.run(new MixReducePeer(root, false, heap), file, count, OptionalDouble.empty());
      outcomes.add(reference);
      OptionalDouble perRow =
          reference.logLikelihoodPerRow() == null
              ? OptionalDouble.empty()
              : OptionalDouble.of(reference.logLikelihoodPerRow());
      for (Peer peer : size.getValue()) {
        outcomes.add(bench.run(peer, file, count, perRow));
      }
    }
    return new ComparisonReport(outcomes, repeat()).text();
  }

  private TreeMap<Long, List<Peer>> bySize() {
    Map<Peer, Long> all = new LinkedHashMap<>();
    Path benchmarks = root.resolve("benchmarks");
    all.put(new MixReducePeer(root, true, heap), rows);
    all.put(new SparkPeer(benchmarks), rows);
    all.put(new SklearnPeer(benchmarks), Math.min(rows, sklearnRows));
    all.put(new MclustPeer(benchmarks), Math.min(rows, mclustRows));
    all.put(new CommonsMathPeer(), Math.min(rows, commonsMathRows));
    checkNames(all.keySet().stream().map(Peer::name).toList());
    TreeMap<Long, List<Peer>> bySize = new TreeMap<>();
    bySize.put(rows, new ArrayList<>());
    all.forEach(
        (peer, count) -> {
          if (peers.contains("all") || peers.contains(peer.name())) {
            bySize.computeIfAbsent(count, size -> new ArrayList<>()).add(peer);
          }
        });
    return bySize;
  }

  private void checkNames(List<String> known) {
    for (String name : peers) {
      if (!known.contains(name)
          && !List.of("all", "none", MixReducePeer.REFERENCE).contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "no peer '" + name + "'; there are " + known + ", all and none");
      }
    }
  }

  private String scale(Bench bench, Trial trial, Path directory)
      throws IOException, InterruptedException {
    long most = scale.stream().mapToLong(Long::longValue).max().orElseThrow();
    RowFiles files = new RowFiles(trial, root, directory, most);
    Peer mixReduce = new MixReducePeer(root, false, heap);
    Outcome startUp =
        bench.run(mixReduce, files.first(START_UP_ROWS), START_UP_ROWS, OptionalDouble.empty());
    List<Outcome> outcomes = new ArrayList<>();
    for (long count : scale) {
      outcomes.add(bench.run(mixReduce, files.first(count), count, OptionalDouble.empty()));
    }
    return new ScaleReport(startUp, outcomes, repeat()).text();
  }

  private String repeat() {
    return ("benchmarks/compare " + String.join(" ", arguments)).trim();
  }
}
