package org.mixreduce.mapper.earlier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.CandidateKeyRecord;
import org.mixreduce.avro.record.EarlierRunRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.mapper.record.PackedInputFormat;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.SplitPlan;

/**
 * The local fits of a job's candidates in the directories of earlier runs, each with the prefix of
 * its run. Files are many and small, so they are packed into as few splits as their bytes need
 * ({@value FileInputFormat#SPLIT_MAXSIZE}, or the block size where that is not set).
 */
public final class FitFileInputFormat extends InputFormat<Text, AvroValue<LocalFitRecord>> {

  @Override
  public List<InputSplit> getSplits(JobContext context) throws IOException {
    Configuration conf = context.getConfiguration();
    JobSettingsRecord settings = JobSettings.read(conf.getRaw(JobSettings.KEY));
    List<SplitPlan.File> files = new ArrayList<>();
    for (EarlierRunRecord run : settings.getEarlierRuns()) {
      Path folder = new Path(run.getDirectory(), LocalFitCodec.FOLDER);
      for (CandidateKeyRecord candidate : settings.getCandidates()) {
        Path file = new Path(folder, LocalFitCodec.fileName(MixtureCodec.read(candidate)));
        FileStatus status = file.getFileSystem(conf).getFileStatus(file);
        files.add(
            new SplitPlan.File(
                run.getPrefix(),
                file.toUri().toString(),
                status.getLen(),
                false,
                PackedInputFormat.target(status, conf)));
      }
    }
    List<InputSplit> splits = new ArrayList<>();
    for (List<PackedSplit.Piece> pieces : SplitPlan.of(files)) {
      splits.add(new PackedSplit(splits.size(), pieces, new String[0]));
    }
    return splits;
  }

  @Override
  public RecordReader<Text, AvroValue<LocalFitRecord>> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new FitFileReader();
  }
}
