package org.mixreduce.driver.runs;

import java.util.Optional;
import java.util.SortedSet;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.report.RunManifest;

/**
 * A finished run of fit or aggregate, but for its local fits and the rows of its pooled sample,
 * which are read where they are needed.
 *
 * @param directory its output
 * @param manifest what it was asked and what it read
 * @param layout of its rows
 * @param profile of its rows, with its splits and their subsets
 * @param fitted of which candidates it has local fits
 * @param pool its pooled sample; empty if it kept none
 */
public record EarlierRun(
    Path directory,
    RunManifest manifest,
    RowLayout layout,
    ProfileRecord profile,
    SortedSet<CandidateKey> fitted,
    Optional<Path> pool) {

  /** Of its usable rows. */
  public Moments moments() {
    return ProfileCodec.read(profile.getMoments());
  }

  /** The multiplier of the penalty in its local fits. */
  public double penalty() {
    return number("penalty");
  }

  /** Rows of its subsets. */
  public int subsetRows() {
    return (int) number("subset-rows");
  }

  /** Rows of its pooled sample at most. */
  public int poolRows() {
    return (int) number("pool-rows");
  }

  private double number(String option) {
    try {
      return Double.parseDouble(manifest.options().find(option).orElse(""));
    } catch (NumberFormatException e) {
      throw new BadInputException(
          directory + "/manifest.json says no number for option " + option + ": fit again");
    }
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
