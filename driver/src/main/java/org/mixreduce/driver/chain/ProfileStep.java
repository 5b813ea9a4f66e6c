package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.record.ColumnProfileRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.reducer.profile.ProfileReducer;

/** Runs the profile scan and keeps its result and the pooled sample in the output directory. */
final class ProfileStep {

  private final RunDirectory directory;
  private final JobRunner jobs;

  ProfileStep(RunDirectory directory, JobRunner jobs) {
    this.directory = directory;
    this.jobs = jobs;
  }

  /** Profiles the rows and keeps what was learnt. */
  ProfileRecord run(FitRequest request, RowLayout layout, long inputBytes) throws IOException {
    return keep(request, layout, inputBytes, directory.work("profile"));
  }

  /** The same over what is left when subsets are left out; replaces what the first run kept. */
  ProfileRecord runAgain(FitRequest request, RowLayout layout, long inputBytes) throws IOException {
    directory.remove(pool());
    return keep(request, layout, inputBytes, directory.work("profile-left"));
  }

  private ProfileRecord keep(FitRequest request, RowLayout layout, long inputBytes, Path output)
      throws IOException {
    ProfileRecord profile = scan(request, layout, inputBytes, output);
    directory.write(file(), ProfileRecord.getClassSchema(), List.of(profile));
    if (request.local().poolRows() > 0) {
      directory.keep(new Path(output, ProfileReducer.POOL_FILE), pool());
    }
    return profile;
  }

  /**
   * Profiles the rows.
   *
   * @throws BadInputException if there are none, or a file cannot be read as the others
   */
  ProfileRecord scan(FitRequest request, RowLayout layout, long inputBytes, Path output)
      throws IOException {
    jobs.profile(layout, Settings.of(request).setInputBytes(inputBytes).build(), output);
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
    return profile;
  }

  /** How many subsets have rows: those that are left out have none. */
  static long subsets(ProfileRecord profile) {
    return profile.getSplits().stream()
        .flatMap(split -> split.getSubsets().stream())
        .filter(rows -> rows > 0)
        .count();
  }

  Path file() {
    return directory.file("profile.avro");
  }

  /** The pooled sample's file, if the run has one. */
  Optional<Path> pool(FitRequest request) {
    return request.local().poolRows() > 0 ? Optional.of(pool()) : Optional.empty();
  }

  Path pool() {
    return directory.file("pool.avro");
  }
}
