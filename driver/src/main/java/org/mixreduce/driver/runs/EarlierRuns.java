package org.mixreduce.driver.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.EarlierRunRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.SplitRecord;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.report.Manifest;

/** Runs that go together, in the order of their paths. */
public final class EarlierRuns {

  private final List<EarlierRun> runs;
  private final RunNames names;
  private final List<Path> leftOut;
  private final List<String> warnings;

  private EarlierRuns(List<EarlierRun> runs, List<Path> leftOut, List<String> warnings) {
    this.runs = List.copyOf(runs);
    this.names = new RunNames(runs);
    this.leftOut = leftOut;
    this.warnings = warnings;
  }

  /**
   * Reads and checks the runs that are chosen.
   *
   * @throws BadInputException naming the run, or the two runs, that cannot be used
   */
  public static EarlierRuns read(RunChoice.Chosen chosen, Configuration conf) throws IOException {
    EarlierRunReader reader = new EarlierRunReader(conf);
    List<EarlierRun> runs = new ArrayList<>();
    for (Path directory : chosen.taken()) {
      runs.add(reader.read(directory));
    }
    List<String> warnings = new ArrayList<>(chosen.warnings());
    warnings.addAll(RunAgreement.check(runs));
    return new EarlierRuns(runs, chosen.leftOut(), warnings);
  }

  /** The runs. */
  public List<EarlierRun> list() {
    return runs;
  }

  /** What the user should know of them. */
  public List<String> warnings() {
    return warnings;
  }

  /** A run's path relative to the directory that holds them all. */
  public String name(int run) {
    return names.name(run);
  }

  /** The names of all. */
  public List<String> names() {
    return names.all();
  }

  /** How rows are laid out: as in the last run, the latest where names are dates. */
  public RowLayout layout() {
    return runs.get(runs.size() - 1).layout();
  }

  /** The largest of a number over the runs. */
  public int largest(ToIntFunction<EarlierRun> number) {
    return runs.stream().mapToInt(number).max().orElseThrow();
  }

  /** The candidates that any run has fitted. */
  public SortedSet<CandidateKey> fittedByAny() {
    SortedSet<CandidateKey> keys = new TreeSet<>();
    runs.forEach(run -> keys.addAll(run.fitted()));
    return keys;
  }

  /** The runs that have no local fits of a candidate. */
  public List<EarlierRun> lacking(CandidateKey key) {
    return runs.stream().filter(run -> !run.fitted().contains(key)).toList();
  }

  /** The profile of all rows, with the splits of all runs by their new names. */
  public ProfileRecord profile() {
    DataProfile sum = new DataProfile(layout().dimension());
    List<SplitRecord> splits = new ArrayList<>();
    for (int r = 0; r < runs.size(); r++) {
      ProfileRecord profile = runs.get(r).profile();
      sum.add(ProfileCodec.read(profile));
      for (SplitRecord split : profile.getSplits()) {
        String path = names.prefix(r) + split.getPath();
        splits.add(new SplitRecord(path, split.getStart(), split.getSubsets()));
      }
    }
    return ProfileCodec.write(sum, layout().featureNames(), splits);
  }

  /** Where tasks find the local fits. */
  public List<EarlierRunRecord> records() {
    List<EarlierRunRecord> records = new ArrayList<>();
    for (int r = 0; r < runs.size(); r++) {
      String directory = runs.get(r).directory().toUri().toString();
      records.add(new EarlierRunRecord(directory, names.prefix(r)));
    }
    return records;
  }

  /** Tells a manifest of the runs, of the files behind them, and of runs that are left out. */
  public void tell(Manifest manifest) {
    for (EarlierRun run : runs) {
      manifest.earlierRun(run.toString(), run.manifest(), run.moments().weight());
    }
    manifest.sources(names.sources());
    if (!leftOut.isEmpty()) {
      manifest.unfinishedRuns(leftOut.stream().map(Path::toString).toList());
    }
  }
}
