package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.runs.EarlierRun;

/**
 * The rows that an aggregation is given to certify on. One scan says whether they are those of the
 * runs: N, means and covariances must agree.
 *
 * @param profile of these rows
 * @param basis all rows, or others
 */
record GivenRows(DataProfile profile, Basis basis) {

  /**
   * Profiles the rows.
   *
   * @param all moments of the rows of all runs
   */
  static GivenRows scan(
      RunDirectory directory, JobRunner jobs, FitRequest request, RowLayout layout, Moments all)
      throws IOException {
    DataProfile profile =
        ProfileCodec.read(
            new ProfileStep(directory, jobs, ProfileStep.Over.ALL)
                .profile(request, layout, jobs.files().bytes(), "given-rows"));
    new ProfileCheck(profile, layout.featureNames()).refuse(request.limits());
    boolean same = profile.moments().agrees(all);
    return new GivenRows(profile, same ? Basis.ALL_ROWS : Basis.OTHER_ROWS);
  }

  /**
   * Updates need all rows: on others they would fit the model to these and forget those of the
   * runs.
   */
  FitRequest certifying(FitRequest request) {
    return basis == Basis.ALL_ROWS ? request : request.withoutUpdates();
  }

  /**
   * What is certified on other rows, and why they are other ones.
   *
   * @param runs whose rows these are not
   */
  String difference(Moments all, List<EarlierRun> runs) {
    String counts =
        profile.moments().weight() == all.weight()
            ? "as many as those of the runs, but with other means or covariances"
            : "those of the runs have " + all.weight();
    return "the rows of --input are not those of the runs (total weight "
        + profile.moments().weight()
        + "; "
        + counts
        + "): models are evaluated on them as they are, without exact updates, which would fit"
        + " these rows and forget the others; log-likelihoods and criteria are of these rows"
        + leftOut(runs);
  }

  private static String leftOut(List<EarlierRun> runs) {
    return runs.stream()
        .filter(run -> run.manifest().leftOutRows() > 0)
        .map(
            run ->
                "; the run in "
                    + run
                    + " left "
                    + run.manifest().leftOutRows()
                    + " rows out (--aggregate robust), which its files still hold: --input without"
                    + " these")
        .collect(Collectors.joining());
  }
}
