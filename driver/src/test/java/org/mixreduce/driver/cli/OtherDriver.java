package org.mixreduce.driver.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.mixreduce.driver.cli.CommandLine.Result;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.run.DriverLock;

/** Another driver, which works on the same output. */
final class OtherDriver {

  private OtherDriver() {}

  /** A command that is given while it works there is refused, names it, and changes nothing. */
  static void refuses(Path out, Supplier<Result> command) throws IOException {
    FileSystem fs = FileSystem.getLocal(new Configuration());
    org.apache.hadoop.fs.Path lock = new org.apache.hadoop.fs.Path(out + "/_work/driver.json");
    try (DriverLock other = DriverLock.take(fs, lock, new Console(System.out, System.err))) {
      Result second = command.get();
      assertEquals(ExitCode.JOB_FAILED, second.code());
      String driver = "is being written by the driver in process " + ProcessHandle.current().pid();
      assertTrue(second.err(), second.err().contains(driver));
      other.check();
    }
    try (Stream<Path> files = Files.walk(out)) {
      assertTrue(files.noneMatch(Files::isRegularFile));
    }
  }
}
