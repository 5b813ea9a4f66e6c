package org.mixreduce.driver.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

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
