package org.mixreduce.driver.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.lib.input.InvalidInputException;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.AccessDiagnosis;
import org.mixreduce.driver.job.AccessRefusedException;
import org.mixreduce.driver.job.HandedTokens;
import org.mixreduce.driver.job.JobFailedException;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.driver.run.OutputBusyException;
import org.mixreduce.driver.schedule.OozieAction;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The command line: {@code mixreduce COMMAND [Hadoop's generic options] [options]}. Exit codes are
 * those of {@link ExitCode}.
 */
public final class MixReduce extends Configured implements Tool {

  private static final Map<String, Supplier<RunnableCommand>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("fit", FitCommand::new);
    COMMANDS.put("aggregate", AggregateCommand::new);
    COMMANDS.put("score", ScoreCommand::new);
    COMMANDS.put("describe", DescribeCommand::new);
    COMMANDS.put("report", ReportCommand::new);
    COMMANDS.put("generate", GenerateCommand::new);
    COMMANDS.put("resample", ResampleCommand::new);
  }

  private final String name;

  private MixReduce(String name) {
    this.name = name;
  }

  /** Runs a command and exits. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments).code());
  }

  /** Runs a command. */
  public static ExitCode execute(String... arguments) {
    String first = arguments.length == 0 ? "--help" : arguments[0];
    if ("--help".equals(first) || "-h".equals(first) || "help".equals(first)) {
      System.out.print(usage());
      return arguments.length == 0 ? ExitCode.USAGE : ExitCode.DONE;
    }
    if ("--version".equals(first)) {
      System.out.println("mixreduce " + Manifest.version());
      return ExitCode.DONE;
    }
    if (!COMMANDS.containsKey(first)) {
      return fail(
          "mixreduce",
          "no command '" + first + "'; there are " + COMMANDS.keySet(),
          ExitCode.USAGE);
    }
    return runCommand(first, List.of(arguments).subList(1, arguments.length));
  }

  private static ExitCode runCommand(String command, List<String> arguments) {
    String prefix = "mixreduce " + command;
    try {
      // A JobConf brings mapred-site.xml; before the first one, a cluster looks like the local
      // runner.
      JobConf conf = new JobConf();
      OozieAction.current().ifPresent(action -> action.configure(conf));
      ToolRunner.run(conf, new MixReduce(command), arguments.toArray(String[]::new));
      return ExitCode.DONE;
    } catch (ParameterException e) {
      return fail(
          prefix, firstLine(e.getMessage()) + " (see " + prefix + " --help)", ExitCode.USAGE);
    } catch (UsageException e) {
      return fail(prefix, e.getMessage(), ExitCode.USAGE);
    } catch (InvalidInputException e) {
      return fail(prefix, "--input: " + firstLine(e.getMessage()), ExitCode.USAGE);
    } catch (FileNotFoundException e) {
      // Hadoop's, of -files, -libjars and the like.
      return fail(prefix, firstLine(e.getMessage()), ExitCode.USAGE);
    } catch (BadInputException e) {
      return fail(prefix, e.getMessage(), ExitCode.BAD_INPUT);
    } catch (JobFailedException | OutputBusyException e) {
      return fail(prefix, e.getMessage(), ExitCode.JOB_FAILED);
    } catch (Exception e) {
      Optional<AccessRefusedException> refusal = AccessDiagnosis.of(e);
      if (refusal.isPresent()) {
        return fail(prefix, refusal.get().getMessage(), ExitCode.JOB_FAILED);
      }
      e.printStackTrace();
      return fail(prefix, "unexpected: " + e, ExitCode.JOB_FAILED);
    }
  }

  private static ExitCode fail(String prefix, String message, ExitCode code) {
    System.err.println(prefix + ": " + message);
    OozieAction.current().ifPresent(action -> action.fail(prefix + ": " + message, code.code()));
    return code;
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  @Override
  public int run(String[] arguments) throws IOException {
    RunnableCommand command = COMMANDS.get(name).get();
    CommandLine line = new CommandLine(command);
    line.setCommandName("mixreduce " + name);
    new GivenArguments(List.of(arguments)).parseInto(line);
    if (line.isUsageHelpRequested()) {
      line.usage(System.out);
      return 0;
    }
    HandedTokens.adopt(getConf(), System.getenv());
    command.prepare(getConf(), new Console(System.out, System.err), List.of(arguments));
    try {
      command.run();
    } catch (FileNotFoundException e) {
      // What the command line names was looked for before, so something has gone since.
      throw new JobFailedException("a file cannot be opened: " + firstLine(e.getMessage()), e);
    }
    return 0;
  }

  private static String usage() {
    return """
        Clusters data that outgrow one process, by finite mixture models on Hadoop MapReduce.

        mixreduce COMMAND [-D key=value ...] OPTIONS

          fit        fits mixtures with several numbers of components and publishes the best
          aggregate  reduces what earlier runs left behind to one model, without their rows
          score      gives every row its component, probability, uncertainty and log density
          describe   shows a model
          report     writes the page that shows a finished run
          generate   draws rows from a mixture with a stated overlap, or from a model
          resample   redistributes rows at random, for data that arrive sorted

        mixreduce COMMAND --help tells the options. Exit codes: 0 done, 1 a job failed or
        another driver works on the output, 2 the command line is wrong, 3 the data or
        the model cannot be used.
        """;
  }
}
