package org.mixreduce.driver.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a user wrote after the name of a command. Parses it, and refuses three things that picocli
 * leaves to chance: an empty path, an option of a group that is given twice, which would put the
 * options of the group before it back to their defaults, and an option that does not exist where a
 * required one is missing too, which is most likely the one misspelt.
 *
 * @param texts the arguments
 */
record GivenArguments(List<String> texts) {

  /** What stands in the help for arguments that name files or directories. */
  private static final Set<String> PLACES = Set.of("PATHS", "DIR", "DIRS", "MODEL", "FILE");

  /**
   * Parses them into a command.
   *
   * @throws ParameterException saying which argument is wrong
   */
  void parseInto(CommandLine command) {
    ParseResult result;
    try {
      result = command.parseArgs(texts.toArray(String[]::new));
    } catch (MissingParameterException e) {
      List<String> unknown = e.getCommandLine().getUnmatchedArguments();
      throw unknown.isEmpty() ? e : new UnmatchedArgumentException(e.getCommandLine(), unknown);
    }
    refuseRepeated(command, result);
    refuseEmpty(command, result);
  }

  /** Most likely a variable of a script that was not set. */
  private static void refuseEmpty(CommandLine command, ParseResult result) {
    for (ArgSpec argument : result.matchedArgs()) {
      boolean empty = argument.originalStringValues().stream().anyMatch(String::isBlank);
      if (empty && PLACES.contains(argument.paramLabel())) {
        String name =
            argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        throw new ParameterException(command, name + " is empty: it takes a path");
      }
    }
  }

  private static void refuseRepeated(CommandLine command, ParseResult result) {
    Set<String> seen = new HashSet<>();
    for (OptionSpec option : result.matchedOptions()) {
      if (!seen.add(option.longestName()) && !option.isMultiValue()) {
        throw new OverwrittenOptionException(
            command, option, "option '" + option.longestName() + "' is given more than once");
      }
    }
  }
}
