package org.mixreduce.study.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mixreduce.study.corrupt.RobustFilter;
import org.mixreduce.study.data.RealData;
import org.mixreduce.study.question.ChosenComponents;
import org.mixreduce.study.question.CorruptSplits;
import org.mixreduce.study.question.Coverage;
import org.mixreduce.study.question.EstimationError;
import org.mixreduce.study.question.LikelihoodLost;
import org.mixreduce.study.question.LocalOptima;
import org.mixreduce.study.question.Misspecified;
import org.mixreduce.study.question.Question;
import org.mixreduce.study.question.Scale;
import org.mixreduce.study.question.VerdictSignals;
import org.mixreduce.study.raw.RawResults;
import org.mixreduce.study.report.Observations;
import org.mixreduce.study.report.PageWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The study: runs trials, keeps their raw results, and writes tables and figures from them. */
@Command(
    name = "study/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs the simulation study; what an earlier call finished is not run again.")
public final class StudyCommand implements Callable<Integer> {

  @Option(names = "--small", description = "a few data sets of every cell, in minutes")
  private boolean small;

  @Option(
      names = "--questions",
      split = ",",
      paramLabel = "NAME",
      description = "only these questions (default: all)")
  private List<String> names = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "trials side by side (default: ${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "raw results and the page made of them (default: study/target/small or full)")
  private Optional<Path> directory;

  @Option(names = "--report", description = "run nothing, write the page from what is there")
  private boolean reportOnly;

  @Option(
      names = "--publish",
      description = "write the page and figures into the source tree, study/README.md")
  private boolean publish;

  @Option(
      names = "--htru2",
      paramLabel = "CSV",
      description = "UCI's HTRU2, for the question optima")
  private Optional<Path> htru2;

  @Option(
      names = "--power",
      paramLabel = "CSV",
      description =
          "UCI's individual household electric power consumption, with a header, for the question"
              + " optima")
  private Optional<Path> power;

  private StudyCommand() {}

  /** Runs and exits. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StudyCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Scale scale = small ? Scale.SMALL : Scale.FULL;
    Path home = Path.of(System.getProperty("mixreduce.study", "study"));
    Path where = directory.orElse(home.resolve("target").resolve(scale.label()));
    List<Question> questions = questions();
    StudyRunner runner = new StudyRunner(where, scale, System.err);
    Map<String, RawResults> results = runner.results(questions);
    if (!reportOnly) {
      runner.run(questions, results, threads);
    }
    PageWriter page = new PageWriter(home.resolve("README.md"), publish ? home : where);
    for (Question question : questions) {
      List<String> cells =
          question.tasks(scale).stream().map(task -> task.trial().cell()).distinct().toList();
      page.add(question.name(), Observations.of(results.get(question.name()).trials(), cells));
    }
    System.err.println("study: wrote " + page.write());
    return 0;
  }

  private List<RealData> real() {
    List<RealData> real = new ArrayList<>();
    htru2.map(RealData::htru2).ifPresent(real::add);
    power.map(RealData::power).ifPresent(real::add);
    return real;
  }

  private List<Question> questions() {
    List<Question> all =
        List.of(
            new EstimationError(),
            LikelihoodLost.bySubsets(),
            LikelihoodLost.byOrder(),
            new LocalOptima(real()),
            new ChosenComponents(),
            new Coverage(),
            new CorruptSplits(Map.of(RobustFilter.NAME, new RobustFilter())),
            new Misspecified(),
            new VerdictSignals());
    if (names.isEmpty()) {
      return all;
    }
    List<Question> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          all.stream()
              .filter(question -> question.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new CommandLine.ParameterException(
                          new CommandLine(this),
                          "no question '"
                              + name
                              + "'; there are "
                              + String.join(", ", all.stream().map(Question::name).toList()))));
    }
    return chosen;
  }
}
