package org.mixreduce.driver.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  static final Set<String> OF_ONE_COMMAND =
      Set.of("--output", "--overwrite", "--resume", "--extend", "--verbose", "--summary");

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
