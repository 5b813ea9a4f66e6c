package org.mixreduce.driver.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a process's number means that process and no other: a machine, or a container on it. */
final class ProcessTable {

  private ProcessTable() {}

  /** The name of this machine, for people. */
  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /**
   * The process of that number, if one lives. One that has ended stays in the table until whoever
   * started it asks how it ended; Java takes it for alive.
   */
  static Optional<ProcessHandle> living(long number) {
    return ProcessHandle.of(number)
        .filter(ProcessHandle::isAlive)
        .filter(process -> !hasEnded(number));
  }

  /** By Linux's own table: the state stands behind the command's name, which is in brackets. */
  private static boolean hasEnded(long number) {
    try {
      String line = Files.readString(Path.of("/proc/" + number + "/stat"));
      return line.substring(line.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Tells this process table from all others. Containers may have one host name and count their
   * processes each from 1, so on Linux it is the kernel's boot and the name space of its processes;
   * elsewhere the host.
   */
  static String id() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return boot + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return host();
    }
  }
}
