package org.mixreduce.driver.plan;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.driver.report.TextTable;

/** The jobs of a plan, and what they take together. */
final class JobLines {

  /**
   * Measured on a sample, by one process: fits of other rows take more or fewer iterations, and
   * code that runs for seconds is compiled better than code that runs for one.
   */
  private static final Span ERROR = new Span(0.6, 1.6);

  private final List<Job> jobs = new ArrayList<>();
  private final Span overhead;

  JobLines(Span overhead) {
    this.overhead = overhead;
  }

  /**
   * Jobs of one kind.
   *
   * @param least how many there are at least
   * @param most how many there are at most
   * @param all seconds of all of them at least and at most, without what any job takes
   */
  private record Job(String name, int least, int most, int maps, String reduces, Span all) {
    Span each() {
      return new Span(all.least() / Math.max(1, least), all.most() / Math.max(1, most));
    }
  }

  void add(String name, int least, int most, int maps, String reduces, Span seconds) {
    if (most > 0) {
      jobs.add(new Job(name, least, most, maps, reduces, seconds));
    }
  }

  /** Everything together. */
  Span total() {
    Span all = Span.NONE;
    for (Job job : jobs) {
      all =
          all.plus(job.all().times(ERROR.least(), ERROR.most()))
              .plus(overhead.times(job.least(), job.most()));
    }
    return all;
  }

  @Override
  public String toString() {
    TextTable table =
        new TextTable().row("job", "at least", "at most", "map tasks", "reduce tasks", "each");
    for (Job job : jobs) {
      Span each = job.each();
      Span sorted =
          new Span(Math.min(each.least(), each.most()), Math.max(each.least(), each.most()));
      table.row(
          job.name(),
          String.valueOf(job.least()),
          String.valueOf(job.most()),
          String.valueOf(job.maps()),
          job.reduces(),
          sorted.times(ERROR.least(), ERROR.most()).plus(overhead).toString());
    }
    return table.toString();
  }
}
