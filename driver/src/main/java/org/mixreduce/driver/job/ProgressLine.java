package org.mixreduce.driver.job;

import java.time.Duration;
import java.util.Locale;

/**
 * A job's progress as a line for people. The time left is that of the map tasks, which take nearly
 * all of it, at the pace since they began; there is none while a guess would be worth little: in
 * the first seconds, before a twentieth is done, and when reduce tasks alone are left, whose
 * progress counts bytes moved, not work.
 */
final class ProgressLine {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final double LITTLE = 0.05;
  private static final long MANY = 10_000_000;

  private final Duration start;

  /** When the last report without any progress was: containers are waited for till then. */
  private Duration idleUntil;

  /** The line of a job that was first seen then. */
  ProgressLine(Duration start) {
    this.start = start;
    this.idleUntil = start;
  }

  /** The line at a time, on the clock of the start. */
  String at(Duration now, JobProgress job) {
    if (job.maps() <= 0) {
      idleUntil = now;
    }
    return job.name()
        + ": "
        + tasks("maps", job.maps(), job.mapTasks())
        + (job.reduceTasks() == 0 ? "" : ", " + tasks("reduces", job.reduces(), job.reduceTasks()))
        + rows(job.rows())
        + ", "
        + time(now.minus(start))
        + left(now, job);
  }

  private static String tasks(String kind, double done, int tasks) {
    return kind + ' ' + (int) Math.floor(100 * Math.min(1, done)) + " % of " + tasks;
  }

  /** All digits, or, so that the line fits a terminal, millions. */
  private static String rows(long rows) {
    if (rows == 0) {
      return "";
    }
    return rows < MANY
        ? String.format(Locale.ROOT, ", %,d rows", rows)
        : String.format(Locale.ROOT, ", %,.1f M rows", rows / 1e6);
  }

  private String left(Duration now, JobProgress job) {
    Duration worked = now.minus(idleUntil);
    boolean early = job.maps() < LITTLE || worked.compareTo(SOON) < 0;
    if (early || job.maps() >= 1) {
      return "";
    }
    double millis = worked.toMillis() * (1 - job.maps()) / job.maps();
    return ", ~" + rounded(Duration.ofMillis(Math.round(millis))) + " left";
  }

  /** No more digits than a guess deserves. */
  private static String rounded(Duration left) {
    long seconds = Math.max(1, left.toSeconds());
    long unit =
        seconds < 10 ? 1 : seconds < 60 ? 5 : seconds < 600 ? 30 : seconds < 3600 ? 60 : 600;
    return time(Duration.ofSeconds((seconds + unit - 1) / unit * unit));
  }

  /** 12 s, 1 min 30 s, 2 h 05 min. */
  static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s")
        : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
  }
}
