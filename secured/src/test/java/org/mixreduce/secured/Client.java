package org.mixreduce.secured;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code bin/mixreduce} as a process of its own, with nothing but what it is given. */
record Client(File launcher, File configuration, Realm realm) {

  /** What a run left. */
  record Result(int code, String text) {}

  /** Runs a command with the variables that say who it is. */
  Result run(Map<String, String> identity, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.getPath()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("HADOOP_") || name.startsWith("KRB5"));
    environment.put("HADOOP_CONF_DIR", configuration.getPath());
    environment.put(
        "MIXREDUCE_OPTS",
        "-Xmx300m -XX:TieredStopAtLevel=1 -Djava.security.krb5.conf=" + realm.configuration());
    environment.putAll(identity);
    File output = File.createTempFile("run", ".txt", configuration.getParentFile());
    int code = builder.redirectOutput(output).start().waitFor();
    return new Result(code, Files.readString(output.toPath()));
  }
}
