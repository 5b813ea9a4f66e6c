package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a measurement was made on. */
final class Machine {

  private Machine() {}

  /** Processor, cores, memory, operating system and JDK, in one line each. */
  static String describe() {
    return String.join(
        "\n",
        "- processor: "
            + processor()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores",
        "- memory: " + memory(),
        "- system: " + system(),
        "- JDK: "
            + System.getProperty("java.vm.name")
            + " "
            + System.getProperty("java.vm.version"));
  }

  private static String processor() {
    return field(Path.of("/proc/cpuinfo"), "model name", ":", System.getProperty("os.arch"));
  }

  private static String memory() {
    String kibibytes = field(Path.of("/proc/meminfo"), "MemTotal", ":", "");
    if (kibibytes.isEmpty()) {
      return "unknown";
    }
    long bytes = Long.parseLong(kibibytes.replaceAll("[^0-9]", "")) * 1024;
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  private static String system() {
    String name = field(Path.of("/etc/os-release"), "PRETTY_NAME", "=", "").replace("\"", "");
    String kernel = System.getProperty("os.name") + " " + System.getProperty("os.version");
    return name.isEmpty() ? kernel : name + ", " + kernel;
  }

  private static String field(Path file, String key, String separator, String otherwise) {
    try {
      for (String line : Files.readAllLines(file)) {
        int at = line.indexOf(separator);
        if (at > 0 && line.substring(0, at).trim().equals(key)) {
          return line.substring(at + 1).trim();
        }
      }
    } catch (IOException e) {
      // Not Linux: say what Java knows.
      return otherwise;
    }
    return otherwise;
  }
}
