package org.mixreduce.mapper.fit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Mapper;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.SampleRowRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.local.CommonStarts;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.local.LocalFitter;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.task.Heartbeat;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.rows.SplitConsumer;
import org.mixreduce.mapper.rows.SplitRows;

/** Fits every candidate of the round to every subset of the split. */
public final class FitMapper
    extends Mapper<RecordPosition, Object, AvroKey<ShuffleKeyRecord>, AvroValue<LocalFitRecord>>
    implements SplitConsumer {

  private Context context;
  private JobSettingsRecord settings;
  private PackedSplit split;
  private SplitRows rows;
  private Moments global;
  private LocalFitter fitter;
  private ReplicateShare replicates;
  private List<CandidateKey> candidates;
  private Optional<Mixture> given;

  @Override
  protected void setup(Context taskContext) throws IOException {
    context = taskContext;
    Configuration conf = context.getConfiguration();
    settings = JobSettings.read(conf.getRaw(JobSettings.KEY));
    split = (PackedSplit) context.getInputSplit();
    rows = new SplitRows(context, split, settings.getSubsetRows(), this);
    ProfileRecord profile = profile(settings, conf);
    global = ProfileCodec.read(profile.getMoments());
    replicates = new ReplicateShare(settings.getReplicates(), profile.getSplits(), split.index());
    candidates = settings.getCandidates().stream().map(MixtureCodec::read).toList();
    given = startModel(settings, conf);
  }

  /**
   * The common starts are fitted when the first usable row comes, for a split without rows needs
   * none, and before it waits with others, so that the task never holds a subset beside the sample.
   */
  @Override
  public void row(RecordPosition position, ParsedRow row) throws IOException {
    if (fitter == null) {
      fitter = fitter();
    }
  }

  private LocalFitter fitter() throws IOException {
    FitSettings fit =
        FitSettings.DEFAULTS
            .withStarts(settings.getStarts())
            .withPenaltyMultiplier(settings.getPenalty());
    Seed root = new Seed(settings.getSeed());
    CommonStarts common =
        pool(context.getConfiguration())
            .map(pool -> CommonStarts.of(candidates, pool, global, fit, root))
            .orElse(CommonStarts.NONE);
    return new LocalFitter(global, fit, root).with(common);
  }

  private static ProfileRecord profile(JobSettingsRecord settings, Configuration conf)
      throws IOException {
    Path path = new Path(settings.getProfile());
    List<ProfileRecord> records =
        ContainerFile.read(ProfileRecord.getClassSchema(), path.getFileSystem(conf).open(path));
    return records.get(0);
  }

  /** As many of the first rows of the pooled sample as common starts are fitted to. */
  private Optional<RowBlock> pool(Configuration conf) throws IOException {
    if (settings.getPool().isEmpty()) {
      return Optional.empty();
    }
    int dimension = global.dimension();
    int most = 0;
    for (CandidateKey key : candidates) {
      most = Math.max(most, CommonStarts.rows(key.components(), dimension));
    }
    Path path = new Path(settings.getPool());
    RowBlockBuilder first = new RowBlockBuilder(dimension);
    try (DataFileStream<SampleRowRecord> file =
        ContainerFile.reader(
            SampleRowRecord.getClassSchema(), path.getFileSystem(conf).open(path))) {
      while (first.size() < most && file.hasNext()) {
        SampleRowRecord row = file.next();
        first.add(ProfileCodec.read(row).values(), row.getWeight());
      }
    }
    return first.size() == 0 ? Optional.empty() : Optional.of(first.build());
  }

  private static Optional<Mixture> startModel(JobSettingsRecord settings, Configuration conf)
      throws IOException {
    if (settings.getStartModel().isEmpty()) {
      return Optional.empty();
    }
    Path path = new Path(settings.getStartModel());
    List<ModelRecord> records =
        ContainerFile.read(ModelRecord.getClassSchema(), path.getFileSystem(conf).open(path));
    return Optional.of(MixtureCodec.read(records.get(0).getMixture()));
  }

  @Override
  protected void map(RecordPosition position, Object record, Context taskContext)
      throws IOException, InterruptedException {
    rows.add(position, record);
  }

  @Override
  public void subset(SubsetId id, RowBlock block) throws IOException, InterruptedException {
    for (int group = 0; group < candidates.size(); group++) {
      CandidateKey candidate = candidates.get(group);
      context.setStatus("fitting " + candidate + " to subset " + id);
      LocalFit fit =
          fitter.fit(id, block, candidate, replicates.of(id.ordinal()), given(candidate));
      context.getCounter(FitCounter.of(fit.termination())).increment(1);
      context.getCounter(FitCounter.RESEEDINGS).increment(fit.reseedings());
      context.getCounter(FitCounter.ITERATIONS).increment(fit.iterations());
      context.getCounter(FitCounter.ROW_COMPONENT_ITERATIONS).increment(fit.work());
      context.write(
          new AvroKey<>(new ShuffleKeyRecord(group, split.index(), id.ordinal())),
          new AvroValue<>(LocalFitCodec.write(fit, rows.place())));
    }
  }

  private Optional<Mixture> given(CandidateKey candidate) {
    return given.filter(
        mixture ->
            mixture.size() == candidate.components()
                && mixture.family().type().equals(candidate.type()));
  }

  @Override
  protected void cleanup(Context taskContext) throws IOException, InterruptedException {
    rows.finish();
  }

  @Override
  public void run(Context taskContext) throws IOException, InterruptedException {
    Heartbeat heartbeat = new Heartbeat(taskContext::progress);
    try {
      super.run(taskContext);
    } finally {
      heartbeat.close();
    }
  }
}
