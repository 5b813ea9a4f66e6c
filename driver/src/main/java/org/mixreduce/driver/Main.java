package org.mixreduce.driver;

import java.lang.reflect.InvocationTargetException;

/**
 * The first class that runs. Its class file is of Java 8, so that an older Java or Hadoop is told
 * what is needed instead of failing with a stack trace; nothing here may use newer features.
 */
public final class Main {

  private static final int JAVA = 17;
  private static final int[] HADOOP = {3, 4};

  private Main() {}

  /** Checks the platform, then runs the command line. */
  public static void main(String[] arguments) throws Throwable {
    String complaint =
        complaint(
            System.getProperty("java.specification.version"),
            System.getProperty("java.home"),
            hadoopVersion());
    if (!complaint.isEmpty()) {
      System.err.println(complaint);
      System.exit(2);
    }
    try {
      Class.forName("org.mixreduce.driver.cli.MixReduce")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** What is wrong with the platform and how to mend it; empty if nothing is. */
  static String complaint(String javaVersion, String javaHome, String hadoopVersion) {
    if (feature(javaVersion) < JAVA) {
      return "mixreduce needs Java "
          + JAVA
          + " or newer, but this is Java "
          + javaVersion
          + " ("
          + javaHome
          + "): set JAVA_HOME to a newer one, and on a cluster also yarn.app.mapreduce.am.env and"
          + " mapreduce.{map,reduce}.env to JAVA_HOME=/path/of/it";
    }
    if (hadoopVersion.isEmpty()) {
      return "mixreduce needs Hadoop on the class path: run it by bin/mixreduce or hadoop jar";
    }
    if (isOlder(hadoopVersion)) {
      return "mixreduce needs Hadoop "
          + HADOOP[0]
          + "."
          + HADOOP[1]
          + " or newer, but this is Hadoop "
          + hadoopVersion
          + ": set HADOOP_HOME to a newer one";
    }
    return "";
  }

  /** 8 of "1.8", 17 of "17". */
  private static int feature(String javaVersion) {
    String version = javaVersion.startsWith("1.") ? javaVersion.substring(2) : javaVersion;
    return number(version);
  }

  private static boolean isOlder(String hadoopVersion) {
    String[] parts = hadoopVersion.split("[.-]");
    for (int i = 0; i < HADOOP.length; i++) {
      int part = i < parts.length ? number(parts[i]) : 0;
      if (part != HADOOP[i]) {
        return part < HADOOP[i];
      }
    }
    return false;
  }

  /** The digits that a text begins with; a text without any is from a future we cannot judge. */
  private static int number(String text) {
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end == 0 ? Integer.MAX_VALUE : Integer.parseInt(text.substring(0, end));
  }

  /**
   * Hadoop's version, by reflection because an old one may lack the class; empty without Hadoop.
   */
  private static String hadoopVersion() {
    try {
      return (String)
          Class.forName("org.apache.hadoop.util.VersionInfo").getMethod("getVersion").invoke(null);
    } catch (ReflectiveOperationException e) {
      return "";
    }
  }
}
