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
import org.mixreduce.avro.record.SampleRowRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.avro.record.SplitRecord;
import org.mixreduce.core.aggregate.Aggregation;
import org.mixreduce.core.aggregate.AggregationSettings;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
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

  /** How far the local fits of the candidate that judges lie from their centre, if it could. */
  public static final String DISTANCES_FILE = "distances.avro";

  private AggregationSettings settings;
  private List<CandidateKey> candidates;
  private int judge;

  @Override
  protected void setup(Context context) throws IOException {
    Configuration conf = context.getConfiguration();
    JobSettingsRecord job = JobSettings.read(conf.getRaw(JobSettings.KEY));
    judge = job.getJudge();
    candidates = job.getCandidates().stream().map(MixtureCodec::read).toList();
    ProfileRecord profile = profile(new Path(job.getProfile()), conf);
    Moments global = ProfileCodec.read(profile.getMoments());
    FitSettings fit =
        FitSettings.DEFAULTS.withStarts(job.getStarts()).withPenaltyMultiplier(job.getPenalty());
    settings =
        new AggregationSettings(
            global,
            pool(job.getPool(), global.dimension(), conf),
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

  private static Optional<RowBlock> pool(String file, int dimension, Configuration conf)
      throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Path path = new Path(file);
    List<SampleRowRecord> records =
        ContainerFile.read(SampleRowRecord.getClassSchema(), path.getFileSystem(conf).open(path));
    RowBlockBuilder builder = new RowBlockBuilder(dimension);
    for (SampleRowRecord record : records) {
      builder.add(ProfileCodec.read(record).values(), record.getWeight());
    }
    return records.isEmpty() ? Optional.empty() : Optional.of(builder.build());
  }

  @Override
  protected void reduce(
      AvroKey<ShuffleKeyRecord> key, Iterable<AvroValue<LocalFitRecord>> fits, Context context)
      throws IOException, InterruptedException {
    CandidateKey candidate = candidates.get(key.datum().getGroup());
    context.setStatus("aggregating " + candidate);
    Aggregation aggregation = new Aggregation(candidate, settings);
    DistanceFilter filter = new DistanceFilter(settings.root().derive("filter"));
    boolean judges = key.datum().getGroup() == judge;
    FitFile file = new FitFile(fitFile(candidate, context), context.getConfiguration());
    try (FitFile.Writer writer = file.create()) {
      for (AvroValue<LocalFitRecord> fit : fits) {
        writer.append(fit.datum());
        LocalFit local = LocalFitCodec.read(fit.datum());
        aggregation.add(local);
        if (judges) {
          filter.add(local);
        }
      }
    }
    if (judges && filter.canJudge()) {
      writeDistances(filter.judge(file), context);
    }
    Candidate result = aggregation.finish(file);
    context.write(new AvroKey<>(ModelCodec.write(result)), NullWritable.get());
  }

  private static void writeDistances(List<FitDistance> distances, Context context)
      throws IOException, InterruptedException {
    Path path = new Path(FileOutputFormat.getWorkOutputPath(context), DISTANCES_FILE);
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
