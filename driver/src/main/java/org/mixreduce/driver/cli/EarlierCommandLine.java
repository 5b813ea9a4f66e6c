package org.mixreduce.driver.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mixreduce.driver.report.html.ReportContent;
import org.mixreduce.driver.run.Start;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line of an earlier run, to which a later one adds: what the later one does not give
 * is as it was.
 *
 * @param options as arguments, such as {@code --k=1..9} or {@code --header}, by their longest name
 */
record EarlierCommandLine(Map<String, String> options) {

  /** Options that say how a command runs, which a later one does not take over. */
  private static final Set<String> OF_ONE_COMMAND =
      Set.of("--output", "--overwrite", "--resume", "--extend", "--verbose", "--summary", "--plan");

  /** Options that a later command may give otherwise: files are compared as such. */
  private static final Set<String> FREE =
      Set.of("--input", "--start", "--" + ReportContent.NO_SAMPLE, "--drop-pool");

  /** And those that it may give otherwise if it extends a run: the past is as it was. */
  private static final Set<String> FREE_OF_THE_PAST =
      Set.of(
          "--k",
          "--shape",
          "--round",
          "--patience",
          "--criterion",
          "--standard-errors",
          "--bag-rows",
          "--max-bad-rows",
          "--max-missing-rows");

  /** Options whose lists are added up where a run is extended. */
  static final Set<String> ADDED_UP = Set.of("--k", "--shape");

  /** The options, without dashes, that may differ from those of the run that is gone on with. */
  static Set<String> free(Start start) {
    return Stream.of(
            OF_ONE_COMMAND, FREE, start == Start.EXTEND ? FREE_OF_THE_PAST : Set.<String>of())
        .flatMap(Set::stream)
        .map(name -> name.substring(2))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What was given. */
  static EarlierCommandLine of(ParseResult given) {
    Map<String, String> options = new LinkedHashMap<>();
    for (OptionSpec option : given.matchedOptions()) {
      options.put(option.longestName(), argument(option));
    }
    return new EarlierCommandLine(options);
  }

  private static String argument(OptionSpec option) {
    String name = option.longestName();
    if (option.getValue() instanceof Boolean on) {
      return on ? name : "--no-" + name.substring(2);
    }
    return name + "=" + String.join(",", option.originalStringValues());
  }

  /** With another value of an option, if there is one and the option was given. */
  EarlierCommandLine replace(String name, Optional<String> value) {
    Map<String, String> all = new LinkedHashMap<>(options);
    value.ifPresent(text -> all.computeIfPresent(name, (option, before) -> option + "=" + text));
    return new EarlierCommandLine(all);
  }

  /** With an option as it held without being given. */
  EarlierCommandLine orDefault(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(options);
    all.putIfAbsent(name, name + "=" + value);
    return new EarlierCommandLine(all);
  }

  /** What a later command line gives over what this one gave; lists of two options are added up. */
  EarlierCommandLine with(EarlierCommandLine later, Set<String> addedUp) {
    Map<String, String> merged = new LinkedHashMap<>(options);
    merged.keySet().removeAll(OF_ONE_COMMAND);
    later
        .options()
        .forEach(
            (name, argument) ->
                merged.merge(
                    name,
                    argument,
                    (first, second) ->
                        addedUp.contains(name)
                            ? first + "," + second.substring(name.length() + 1)
                            : second));
    return new EarlierCommandLine(merged);
  }

  /** As a command is given it. */
  List<String> arguments() {
    return List.copyOf(options.values());
  }

  /** Parses it into a command. */
  ParseResult parseInto(RunnableCommand command) {
    return new CommandLine(command).parseArgs(arguments().toArray(String[]::new));
  }
}
