package org.mixreduce.driver.terminal;

import org.apache.log4j.Level;
import org.apache.log4j.Logger;

/**
 * What Hadoop logs in this process. The {@code hadoop} command shows a dozen lines a job, among
 * which a command's own are lost; they are left out unless asked for. Whoever has configured
 * logging is left alone. Tasks on a cluster log as ever.
 */
public enum HadoopLog {
  /** Warnings and errors. */
  WARNINGS("WARN"),
  /** What it does as well. */
  ALL("INFO");

  private static final String HADOOP = "org.apache.hadoop";

  /** What a call dies of reaches its caller; the warning tells it twice, with a stack trace. */
  private static final String CALLS = "org.apache.hadoop.ipc.Client";

  /** What the {@code hadoop} command sets, from HADOOP_ROOT_LOGGER or --loglevel. */
  private static final String ROOT = "hadoop.root.logger";

  private static final String ROOT_BY_DEFAULT = "INFO,console";

  private final String level;

  HadoopLog(String level) {
    this.level = level;
  }

  /** Has Hadoop log so much from now on. */
  public void set() {
    try {
      set(HADOOP, Level.toLevel(level));
      if (this == WARNINGS) {
        set(CALLS, Level.ERROR);
      }
    } catch (NoClassDefFoundError e) {
      // A Hadoop that logs otherwise than by log4j 1 goes on as it does.
      return;
    }
  }

  private void set(String name, Level to) {
    Logger logger = Logger.getLogger(name);
    if (this == ALL || (isAsEver() && logger.getLevel() == null)) {
      logger.setLevel(to);
    }
  }

  /** Whether nobody has said how to log. */
  private static boolean isAsEver() {
    return ROOT_BY_DEFAULT.equals(System.getProperty(ROOT, ROOT_BY_DEFAULT))
        && System.getProperty("log4j.configuration") == null;
  }
}
