package org.mixreduce.driver.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.JobWatch;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.driver.terminal.HadoopLog;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** A command once its options are known. */
abstract class RunnableCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  @Option(
      names = {"-v", "--verbose"},
      description = "show what Hadoop logs")
  private boolean verbose;

  private Configuration configuration;
  private Console console;
  private List<String> arguments;

  /** Says what to run with. */
  final void prepare(Configuration conf, Console terminal, List<String> commandLine) {
    configuration = conf;
    if (verbose) {
      conf.setBoolean(JobWatch.VERBOSE, true);
    }
    (conf.getBoolean(JobWatch.VERBOSE, false) ? HadoopLog.ALL : HadoopLog.WARNINGS).set();
    console = terminal;
    arguments = List.copyOf(commandLine);
  }

  /** Does the work. */
  abstract void run() throws IOException;

  final Configuration configuration() {
    return configuration;
  }

  final Console console() {
    return console;
  }

  final List<String> arguments() {
    return arguments;
  }

  /** A manifest of this command line, with every option's value, given or by default. */
  final Manifest manifest(CommandSpec spec) {
    Manifest manifest = new Manifest(spec.name().replace("mixreduce ", ""), arguments);
    for (OptionSpec option : spec.options()) {
      Object value = option.getValue();
      Object text =
          value instanceof Optional<?> optional ? optional.map(Object::toString).orElse("") : value;
      manifest.option(option.longestName().substring(2), String.valueOf(text));
    }
    return manifest;
  }

  static void atLeast(String option, long value, long least) {
    if (value < least) {
      throw new UsageException(option + " " + value + ": must be at least " + least);
    }
  }

  static void between(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      String range = most == Double.MAX_VALUE ? "a number ≥ " + least : least + " to " + most;
      throw new UsageException(option + " " + value + ": must be " + range);
    }
  }
}
