package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.record.ColumnProfileRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.reducer.profile.ProfileReducer;

/**
 * Runs the profile scan and keeps its result and the pooled sample, which the tasks of later jobs
 * read. So what is kept is never written again: a job of a killed driver may still run, and has to
 * go on with what it began with.
 */
final class ProfileStep {

  private static final String FILE = "profile.avro";
  private static final String POOL = "pool.avro";

  /** Which rows are profiled. */
  enum Over {
    /** All rows, or those that the run that is extended was over. */
    ALL("profile"),
    /** What is left when subsets are left out. */
    LEFT("profile-left");

    private final String step;

    Over(String step) {
      this.step = step;
    }
  }

  private final RunDirectory directory;
  private final JobRunner jobs;
  private final Over over;

  ProfileStep(RunDirectory directory, JobRunner jobs, Over over) {
    this.directory = directory;
    this.jobs = jobs;
    this.over = over;
  }

  /** Profiles the rows and keeps what was learnt. */
  ProfileRecord run(FitRequest request, RowLayout layout, long inputBytes) throws IOException {
    Scanned scanned = scan(request, layout, inputBytes, over.step);
    directory.writeOnce(file(), ProfileRecord.getClassSchema(), List.of(scanned.profile()));
    if (request.local().poolRows() > 0) {
      directory.keep(new Path(scanned.output(), ProfileReducer.POOL_FILE), pool());
    }
    return scanned.profile();
  }

  /** Makes what was kept of the rows that are left a result of the run, when all jobs are done. */
  void publish() throws IOException {
    if (over == Over.LEFT) {
      directory.copy(file(), directory.file(FILE));
      if (directory.fileSystem().exists(pool())) {
        directory.copy(pool(), directory.file(POOL));
      }
    }
  }

  /** A profile, and where the job left it. */
  private record Scanned(ProfileRecord profile, Path output) {}

  /** What the run that is extended has kept. */
  ProfileRecord known() throws IOException {
    Path kept = directory.result(FILE);
    return directory.<ProfileRecord>read(kept, ProfileRecord.getClassSchema()).get(0);
  }

  /**
   * Profiles the rows.
   *
   * @throws BadInputException if there are none, or a file cannot be read as the others
   */
  ProfileRecord profile(FitRequest request, RowLayout layout, long inputBytes, String step)
      throws IOException {
    return scan(request, layout, inputBytes, step).profile();
  }

  private Scanned scan(FitRequest request, RowLayout layout, long inputBytes, String step)
      throws IOException {
    JobSettingsRecord settings = Settings.of(request).setInputBytes(inputBytes).build();
    Path output =
        directory.step(step, jobs, (run, place) -> run.profile(layout, settings, place)).output();
    List<ProfileRecord> records = directory.readParts(output, ProfileRecord.getClassSchema());
    if (records.isEmpty()) {
      throw new BadInputException("no rows in the input");
    }
    ProfileRecord profile = records.get(0);
    if (!profile.getRefusal().isEmpty()) {
      throw new BadInputException(profile.getRefusal());
    }
    List<ColumnProfileRecord> columns = profile.getColumns();
    for (int j = 0; j < columns.size(); j++) {
      columns.get(j).setName(layout.featureNames().get(j));
    }
    return new Scanned(profile, output);
  }

  /** How many subsets have rows: those that are left out have none. */
  static long subsets(ProfileRecord profile) {
    return profile.getSplits().stream()
        .flatMap(split -> split.getSubsets().stream())
        .filter(rows -> rows > 0)
        .count();
  }

  Path file() {
    return place(FILE);
  }

  /** The profile as it stands, for tasks to read. */
  Path knownFile() throws IOException {
    return known(FILE);
  }

  /** The pooled sample as it stands, if the run has one. */
  Optional<Path> pool(FitRequest request) throws IOException {
    return request.local().poolRows() > 0 ? Optional.of(known(POOL)) : Optional.empty();
  }

  Path pool() {
    return place(POOL);
  }

  private Path place(String name) {
    return over == Over.LEFT ? directory.work("left-" + name) : directory.file(name);
  }

  private Path known(String name) throws IOException {
    return over == Over.LEFT ? place(name) : directory.result(name);
  }
}
