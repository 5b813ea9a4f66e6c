package org.mixreduce.reducer.aggregate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.FitDistanceCodec;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.ModelCodec;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.CandidateRecord;
import org.mixreduce.avro.record.FitDistanceRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.avro.record.SplitRecord;
import org.mixreduce.core.aggregate.Aggregation;
import org.mixreduce.core.aggregate.AggregationSettings;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.robust.DistanceFilter;
import org.mixreduce.core.robust.FitDistance;
import org.mixreduce.core.task.Heartbeat;

/**
 * Aggregates the local fits of each candidate. They arrive in the order of their subsets, are kept
 * in a file of the job's output (`fits-SHAPE-K.avro`), and are read from it again for the
 * pseudo-BIC: memory does not grow with their number.
 */
public final class AggregateReducer
    extends Reducer<
        AvroKey<ShuffleKeyRecord>,
        AvroValue<LocalFitRecord>,
        AvroKey<CandidateRecord>,
        NullWritable> {

  /** What the names of files with distances begin with: one for each candidate that could judge. */
  public static final String DISTANCES_PREFIX = "distances-";

  private AggregationSettings settings;
  private List<CandidateKey> candidates;
  private List<Integer> judges;

  @Override
  protected void setup(Context context) throws IOException {
    Configuration conf = context.getConfiguration();
    JobSettingsRecord job = JobSettings.read(conf.getRaw(JobSettings.KEY));
    judges = job.getJudges();
    candidates = job.getCandidates().stream().map(MixtureCodec::read).toList();
    ProfileRecord profile = profile(new Path(job.getProfile()), conf);
    Moments global = ProfileCodec.read(profile.getMoments());
    FitSettings fit =
        FitSettings.DEFAULTS.withStarts(job.getStarts()).withPenaltyMultiplier(job.getPenalty());
    settings =
        new AggregationSettings(
            global,
            job.getPool().isEmpty()
                ? Optional.empty()
                : PoolFile.read(new Path(job.getPool()), global.dimension(), conf),
            fit,
            subsets(profile),
            new Seed(job.getSeed()));
  }

  private static ProfileRecord profile(Path path, Configuration conf) throws IOException {
    List<ProfileRecord> records =
        ContainerFile.read(ProfileRecord.getClassSchema(), path.getFileSystem(conf).open(path));
    return records.get(0);
  }

  private static long subsets(ProfileRecord profile) {
    long subsets = 0;
    for (SplitRecord split : profile.getSplits()) {
      subsets += split.getSubsets().stream().filter(rows -> rows > 0).count();
    }
    return subsets;
  }

  @Override
  protected void reduce(
      AvroKey<ShuffleKeyRecord> key, Iterable<AvroValue<LocalFitRecord>> fits, Context context)
      throws IOException, InterruptedException {
    CandidateKey candidate = candidates.get(key.datum().getGroup());
    context.setStatus("aggregating " + candidate);
    Aggregation aggregation = new Aggregation(candidate, settings);
    DistanceFilter filter = new DistanceFilter(settings.root().derive("filter"));
    boolean measured = judges.contains(key.datum().getGroup());
    FitFile file = new FitFile(fitFile(candidate, context), context.getConfiguration());
    try (FitFile.Writer writer = file.create()) {
      for (AvroValue<LocalFitRecord> fit : fits) {
        writer.append(fit.datum());
        LocalFit local = LocalFitCodec.read(fit.datum());
        aggregation.add(local);
        if (measured) {
          filter.add(local);
        }
      }
    }
    if (measured && filter.canJudge()) {
      writeDistances(candidate, filter.judge(file), context);
    }
    Candidate result = aggregation.finish(file);
    context.write(new AvroKey<>(ModelCodec.write(result)), NullWritable.get());
  }

  /** The name of the file with the distances of a candidate's local fits from their centre. */
  public static String distancesFile(CandidateKey candidate) {
    return DISTANCES_PREFIX + candidate.type().shape() + "-" + candidate.components() + ".avro";
  }

  private static void writeDistances(
      CandidateKey candidate, List<FitDistance> distances, Context context)
      throws IOException, InterruptedException {
    Path path = new Path(FileOutputFormat.getWorkOutputPath(context), distancesFile(candidate));
    ContainerFile.write(
        FitDistanceRecord.getClassSchema(),
        distances.stream().map(FitDistanceCodec::write).toList(),
        path.getFileSystem(context.getConfiguration()).create(path, true));
  }

  private static Path fitFile(CandidateKey candidate, Context context)
      throws IOException, InterruptedException {
    return new Path(FileOutputFormat.getWorkOutputPath(context), LocalFitCodec.fileName(candidate));
  }

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    Heartbeat heartbeat = new Heartbeat(context::progress);
    try {
      super.run(context);
    } finally {
      heartbeat.close();
    }
  }
}
