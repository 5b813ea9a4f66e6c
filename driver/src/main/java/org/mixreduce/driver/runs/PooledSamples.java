package org.mixreduce.driver.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.SampleRowRecord;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.profile.RowSample;
import org.mixreduce.driver.input.BadInputException;

/**
 * The union of the runs' pooled samples: each row of all runs is equally likely to be in it. A run
 * that kept a smaller share of its rows than the others bounds the size of the union. Memory: the
 * union and one run's sample.
 */
public final class PooledSamples {

  private final EarlierRuns runs;
  private final Configuration conf;

  /** Of these runs. */
  public PooledSamples(EarlierRuns runs, Configuration conf) {
    this.runs = runs;
    this.conf = conf;
  }

  /** A run that kept no sample, if there is one: then there is no sample of all rows. */
  public Optional<EarlierRun> lacking() {
    return runs.list().stream().filter(run -> run.pool().isEmpty()).findFirst();
  }

  /**
   * The union.
   *
   * @param capacity rows at most
   * @param rows usable rows of all runs
   */
  public Union unite(int capacity, long rows, Seed root) throws IOException {
    RowSample union = new RowSample(capacity);
    EarlierRun thinnest = null;
    for (int r = 0; r < runs.list().size(); r++) {
      EarlierRun run = runs.list().get(r);
      Seed seed = root.derive("redrawn sample").derive(runs.name(r));
      RowSample own = redrawn(run, capacity, seed);
      thinnest = own.threshold() < union.threshold() ? run : thinnest;
      union.add(own);
    }
    boolean small = union.size() < Math.min(capacity, rows);
    return new Union(union.entries(), small ? Optional.ofNullable(thinnest) : Optional.empty());
  }

  /**
   * Rows of all runs.
   *
   * @param entries by ascending hash
   * @param bound the run that kept so small a share of its rows that there are fewer than asked for
   */
  public record Union(List<RowSample.Entry> entries, Optional<EarlierRun> bound) {

    /** As records. */
    public List<SampleRowRecord> records() {
      return entries.stream().map(ProfileCodec::write).toList();
    }
  }

  private RowSample redrawn(EarlierRun run, int capacity, Seed seed) throws IOException {
    Path file = run.pool().orElseThrow();
    int dimension = run.layout().dimension();
    List<RowSample.Entry> entries = new ArrayList<>();
    try {
      for (SampleRowRecord record :
          ContainerFile.<SampleRowRecord>read(
              SampleRowRecord.getClassSchema(), file.getFileSystem(conf).open(file))) {
        if (record.getValues().size() != dimension) {
          throw new BadInputException(
              file + " holds rows of " + record.getValues().size() + " values, not " + dimension);
        }
        entries.add(ProfileCodec.read(record));
      }
      return RowSample.redrawn(capacity, entries, run.profile().getRows(), seed);
    } catch (IllegalArgumentException | IOException e) {
      throw EarlierRunReader.unusable(file, e);
    }
  }
}
