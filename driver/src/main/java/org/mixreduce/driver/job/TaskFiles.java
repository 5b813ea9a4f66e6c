package org.mixreduce.driver.job;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.record.EarlierRunRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.mapper.rows.LeftOutSubsets;

/**
 * Every place that a job's tasks read or write: rows, output, and the files that its settings name.
 * They may lie on as many file systems.
 */
record TaskFiles(List<Path> paths) {

  /** Those of a job that is ready to be submitted. */
  static TaskFiles of(Job job) {
    Configuration conf = job.getConfiguration();
    JobSettingsRecord settings = JobSettings.read(conf.getRaw(JobSettings.KEY));
    Stream<Path> rows =
        conf.get(FileInputFormat.INPUT_DIR, "").isEmpty()
            ? Stream.of()
            : Stream.of(FileInputFormat.getInputPaths(job));
    Stream<Path> output = Optional.ofNullable(FileOutputFormat.getOutputPath(job)).stream();
    Stream<Path> named =
        Stream.of(
                settings.getProfile(),
                settings.getPool(),
                settings.getStartModel(),
                settings.getModels())
            .filter(file -> !file.isEmpty())
            .map(Path::new);
    Stream<Path> runs =
        settings.getEarlierRuns().stream().map(EarlierRunRecord::getDirectory).map(Path::new);
    Stream<Path> leftOut = LeftOutSubsets.file(conf).stream();
    return new TaskFiles(
        Stream.of(rows, output, named, runs, leftOut).flatMap(files -> files).distinct().toList());
  }
}
