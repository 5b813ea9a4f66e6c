package org.mixreduce.driver.job;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.mapreduce.AvroJob;
import org.apache.avro.mapreduce.AvroKeyOutputFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.parquet.avro.AvroParquetOutputFormat;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.record.BagRowRecord;
import org.mixreduce.avro.record.BagSpreadRecord;
import org.mixreduce.avro.record.CandidateRecord;
import org.mixreduce.avro.record.ExpectationRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ProfilePartRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.avro.record.ShuffledPartRecord;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.mapper.certify.CertifyMapper;
import org.mixreduce.mapper.earlier.EarlierFitMapper;
import org.mixreduce.mapper.earlier.FitFileInputFormat;
import org.mixreduce.mapper.fit.FitMapper;
import org.mixreduce.mapper.generate.GenerateInputFormat;
import org.mixreduce.mapper.generate.GenerateMapper;
import org.mixreduce.mapper.profile.ProfileMapper;
import org.mixreduce.mapper.record.InputFiles;
import org.mixreduce.mapper.record.InputSettings;
import org.mixreduce.mapper.record.PackedInputFormat;
import org.mixreduce.mapper.record.ReaderMemory;
import org.mixreduce.mapper.resample.ResampleMapper;
import org.mixreduce.mapper.rows.LeftOutSubsets;
import org.mixreduce.mapper.score.ScoreFormat;
import org.mixreduce.mapper.score.ScoreMapper;
import org.mixreduce.mapper.uncertainty.BagMapper;
import org.mixreduce.reducer.aggregate.AggregateReducer;
import org.mixreduce.reducer.certify.SumReducer;
import org.mixreduce.reducer.profile.ProfileReducer;
import org.mixreduce.reducer.resample.PartPartitioner;
import org.mixreduce.reducer.resample.ResampleReducer;
import org.mixreduce.reducer.shuffle.GroupOrder;
import org.mixreduce.reducer.shuffle.GroupPartitioner;
import org.mixreduce.reducer.shuffle.ShuffleOrder;
import org.mixreduce.reducer.uncertainty.BagReducer;

/** Configures and runs the jobs of MixReduce over one input. What the user has set is kept. */
public final class JobRunner {

  private final Configuration conf;
  private final InputPaths inputs;
  private final JobListener listener;

  /** From the layout of rows to that of the files they stand in. */
  private final UnaryOperator<RowLayout> layouts;

  /**
   * A runner.
   *
   * @param conf as the user gave it; not changed
   * @param inputs paths, separated by commas; empty for jobs that read none
   */
  public JobRunner(Configuration conf, String inputs) throws IOException {
    KerberosLogin.require(conf);
    this.conf = new Configuration(conf);
    Locality.tune(this.conf);
    VectorModule.addTo(this.conf);
    this.inputs = InputPaths.of(inputs, this.conf);
    this.listener = JobListener.NONE;
    this.layouts = UnaryOperator.identity();
  }

  private JobRunner(
      Configuration tuned,
      InputPaths inputs,
      JobListener listener,
      UnaryOperator<RowLayout> layouts) {
    this.conf = tuned;
    this.inputs = inputs;
    this.listener = listener;
    this.layouts = layouts;
  }

  /** The same jobs, and somebody is told of each. */
  public JobRunner watchedBy(JobListener watcher) {
    return new JobRunner(conf, inputs, watcher, layouts);
  }

  /** The same jobs over the files of one directory, which hold the rows as lines of text. */
  public JobRunner over(Path directory) {
    return new JobRunner(
        conf,
        InputPaths.literally(directory),
        listener,
        layout -> new InputSettings(layout).format().asText(layout).layout());
  }

  /** Whether a file at that place would be part of the input. */
  public boolean reads(Path place) {
    return inputs.cover(place);
  }

  /** The paths of the input in full, whatever directory they were given in. */
  public List<String> inputs() {
    return inputs.paths().stream().map(Path::toString).toList();
  }

  /** A runner over the same input but for the subsets that a file names. */
  public JobRunner without(Path leftOut) {
    // What the constructor adds stands in the configuration already.
    JobRunner runner = new JobRunner(new Configuration(conf), inputs, listener, layouts);
    LeftOutSubsets.configure(runner.conf, leftOut);
    return runner;
  }

  /** The configuration of jobs before their own settings. */
  public Configuration configuration() {
    return conf;
  }

  /** The heap of tasks. */
  public TaskHeap heap() {
    return TaskHeap.of(conf);
  }

  /**
   * The input files.
   *
   * @throws IOException if a path does not exist
   */
  public InputFiles files() throws IOException {
    Job job = Job.getInstance(conf);
    inputs.set(job);
    return InputFiles.of(job);
  }

  /** The splits of the jobs over rows of that layout. */
  public RowSplits splits(RowLayout layout) throws IOException {
    Job job = Job.getInstance(conf);
    inputs.set(job);
    new InputSettings(layout).write(job.getConfiguration());
    // They are read in this process, one at a time.
    new ReaderMemory(Runtime.getRuntime().maxMemory() - TaskHeap.PROCESS_BYTES)
        .write(job.getConfiguration());
    return RowSplits.of(job);
  }

  /** Profiles the input: a {@link ProfileRecord} and the pooled sample in {@code output}. */
  public Counters profile(RowLayout layout, JobSettingsRecord settings, Path output)
      throws IOException {
    Job job = overRows("profile", layout, settings, output);
    job.setMapperClass(ProfileMapper.class);
    shuffle(job, ProfilePartRecord.getClassSchema(), ProfileReducer.class, 1);
    writeAvro(job, ProfileRecord.getClassSchema());
    return run(job);
  }

  /** Fits a round of candidates: {@link CandidateRecord}s and local fits in {@code output}. */
  public Counters fit(RowLayout layout, JobSettingsRecord settings, Path output)
      throws IOException {
    Job job = overRows("fit", layout, settings, output);
    job.setMapperClass(FitMapper.class);
    return runAggregating(job, settings);
  }

  /**
   * Aggregates the local fits of earlier runs: the same in {@code output} as {@link #fit}, without
   * reading a row.
   */
  public Counters aggregate(JobSettingsRecord settings, Path output) throws IOException {
    Job job = job("aggregate", settings, output);
    job.setInputFormatClass(FitFileInputFormat.class);
    job.setMapperClass(EarlierFitMapper.class);
    return runAggregating(job, settings);
  }

  private Counters runAggregating(Job job, JobSettingsRecord settings) throws IOException {
    shuffle(
        job,
        LocalFitRecord.getClassSchema(),
        AggregateReducer.class,
        settings.getCandidates().size());
    writeAvro(job, CandidateRecord.getClassSchema());
    return run(job);
  }

  /**
   * Evaluates live models on all rows: {@link ExpectationRecord}s in {@code output}.
   *
   * @param parameters of each model
   */
  public Counters certify(
      RowLayout layout, JobSettingsRecord settings, List<Long> parameters, Path output)
      throws IOException {
    Job job = overRows("certify", layout, settings, output);
    job.setMapperClass(CertifyMapper.class);
    double all = parameters.stream().mapToDouble(Long::doubleValue).sum();
    int reducers = SumReducers.of(parameters.size(), all, RowSplits.of(job).splits().size());
    shuffle(job, ExpectationRecord.getClassSchema(), SumReducer.class, reducers);
    writeAvro(job, ExpectationRecord.getClassSchema());
    return run(job);
  }

  /** Replicates estimates on bags of rows: {@link BagSpreadRecord}s in {@code output}. */
  public Counters standardErrors(
      RowLayout layout, JobSettingsRecord settings, int bags, Path output) throws IOException {
    Job job = overRows("standard errors", layout, settings, output);
    job.setMapperClass(BagMapper.class);
    shuffle(job, BagRowRecord.getClassSchema(), BagReducer.class, bags);
    writeAvro(job, BagSpreadRecord.getClassSchema());
    return run(job);
  }

  /**
   * Scores all rows.
   *
   * @param schema of what is written of them, where the format has one
   */
  public Counters score(
      RowLayout layout, JobSettingsRecord settings, ScoreFormat format, Schema schema, Path output)
      throws IOException {
    Job job = overRows("score", layout, settings, output);
    job.setMapperClass(ScoreMapper.class);
    job.setNumReduceTasks(0);
    ScoreMapper.setFormat(job.getConfiguration(), format);
    switch (format) {
      case CSV -> writeText(job);
      case AVRO -> writeAvro(job, schema);
      case PARQUET -> {
        job.setOutputFormatClass(AvroParquetOutputFormat.class);
        AvroParquetOutputFormat.setSchema(job, schema);
        // Files that repeat the others' footers beside them are of no use to readers.
        job.getConfiguration().setIfUnset(ParquetOutputFormat.JOB_SUMMARY_LEVEL, "NONE");
      }
    }
    return run(job);
  }

  /**
   * Redistributes rows at random: files of lines and {@link ShuffledPartRecord}s in {@code output}.
   */
  public Counters resample(RowLayout layout, JobSettingsRecord settings, Path output)
      throws IOException {
    Job job = overRows("resample", layout, settings, output);
    Configuration own = job.getConfiguration();
    // Every line moves, however long: which of them are rows is no question here.
    own.setInt(LineRecordReader.MAX_LINE_LENGTH, Integer.MAX_VALUE);
    job.setMapperClass(ResampleMapper.class);
    job.setMapOutputKeyClass(BytesWritable.class);
    job.setMapOutputValueClass(NullWritable.class);
    job.setPartitionerClass(PartPartitioner.class);
    job.setReducerClass(ResampleReducer.class);
    UserSettings.otherwise(own, MRJobConfig.NUM_REDUCES, String.valueOf(settings.getParts()));
    if (job.getNumReduceTasks() < 1) {
      throw new UsageException(
          "-D " + MRJobConfig.NUM_REDUCES + "=0: reduce tasks put rows in order; leave it out");
    }
    writeAvro(job, ShuffledPartRecord.getClassSchema());
    return run(job);
  }

  /** Generates rows as text. */
  public Counters generate(JobSettingsRecord settings, Path output) throws IOException {
    Job job = job("generate", settings, output);
    job.setInputFormatClass(GenerateInputFormat.class);
    job.setMapperClass(GenerateMapper.class);
    job.setNumReduceTasks(0);
    writeText(job);
    return run(job);
  }

  private Job overRows(String name, RowLayout layout, JobSettingsRecord settings, Path output)
      throws IOException {
    Job job = job(name, settings, output);
    job.setInputFormatClass(PackedInputFormat.class);
    inputs.set(job);
    new InputSettings(layouts.apply(layout)).write(job.getConfiguration());
    heap().boundReaders(job.getConfiguration());
    return job;
  }

  private Job job(String name, JobSettingsRecord settings, Path output) throws IOException {
    Job job = Job.getInstance(conf);
    String prefix = conf.get(MRJobConfig.JOB_NAME);
    job.setJobName((prefix == null || prefix.isEmpty() ? "mixreduce" : prefix) + " " + name);
    job.setJarByClass(JobRunner.class);
    job.getConfiguration().set(JobSettings.KEY, JobSettings.write(settings));
    FileOutputFormat.setOutputPath(job, output);
    return job;
  }

  private static void shuffle(
      Job job, Schema value, Class<? extends Reducer<?, ?, ?, ?>> reducer, int reducers) {
    AvroJob.setMapOutputKeySchema(job, ShuffleKeyRecord.getClassSchema());
    AvroJob.setMapOutputValueSchema(job, value);
    job.setSortComparatorClass(ShuffleOrder.class);
    job.setGroupingComparatorClass(GroupOrder.class);
    job.setPartitionerClass(GroupPartitioner.class);
    job.setReducerClass(reducer);
    UserSettings.otherwise(
        job.getConfiguration(), MRJobConfig.NUM_REDUCES, String.valueOf(reducers));
  }

  private static void writeAvro(Job job, Schema schema) {
    AvroJob.setOutputKeySchema(job, schema);
    job.setOutputFormatClass(AvroKeyOutputFormat.class);
    job.setOutputValueClass(NullWritable.class);
  }

  private static void writeText(Job job) {
    job.setOutputFormatClass(TextOutputFormat.class);
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(Text.class);
    job.setMapOutputKeyClass(NullWritable.class);
    job.setMapOutputValueClass(Text.class);
  }

  private Counters run(Job job) throws IOException {
    JobTokens.obtain(job);
    KillOnExit guard = KillOnExit.of(job);
    try {
      submit(job);
      return JobWatch.of(job.getConfiguration()).await(job);
    } finally {
      guard.release();
    }
  }

  private void submit(Job job) throws IOException {
    try {
      job.submit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailedException("job " + job.getJobName() + " was interrupted");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the job jar is incomplete", e);
    }
    try {
      listener.submitted(job.getJobID().toString(), FileOutputFormat.getOutputPath(job));
    } catch (IOException | RuntimeException | FSError e) {
      // Nobody would know of it any more.
      job.killJob();
      throw e;
    }
  }

  /** Jobs of drivers before this one, on the same cluster. */
  public EarlierJobs earlierJobs() {
    return new EarlierJobs(conf);
  }
}
