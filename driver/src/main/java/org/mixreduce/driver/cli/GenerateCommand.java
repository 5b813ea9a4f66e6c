package org.mixreduce.driver.cli;

import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code mixreduce generate}. */
@Command(name = "generate")
final class GenerateCommand extends RunnableCommand {
  @Override
  void run() throws IOException {
    throw new IOException("to be written");
  }
}
