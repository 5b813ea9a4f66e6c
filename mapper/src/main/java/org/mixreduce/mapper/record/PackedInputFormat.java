package org.mixreduce.mapper.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/**
 * Records of files with their identity. Splits follow from sorted paths and lengths alone, so they,
 * and all that derives from them, are the same on every cluster; the target length is {@value
 * FileInputFormat#SPLIT_MAXSIZE}, or the file's block size where that is not set.
 */
public final class PackedInputFormat extends InputFormat<RecordPosition, Object> {

  @Override
  public List<InputSplit> getSplits(JobContext context) throws IOException {
    Configuration conf = context.getConfiguration();
    RecordFormat format = InputSettings.read(conf).format();
    InputFiles input = InputFiles.of(context);
    List<SplitPlan.File> files = new ArrayList<>();
    for (FileStatus file : input.files()) {
      files.add(
          new SplitPlan.File(
              input.relative(file.getPath()),
              file.getPath().toUri().toString(),
              file.getLen(),
              format.splits(file.getPath(), conf),
              target(file, conf)));
    }
    List<InputSplit> splits = new ArrayList<>();
    for (List<PackedSplit.Piece> pieces : SplitPlan.of(files)) {
      splits.add(new PackedSplit(splits.size(), pieces, hosts(pieces.get(0), conf)));
    }
    return splits;
  }

  /** How many bytes of this file, or of it and its neighbours, make a split. */
  public static long target(FileStatus file, Configuration conf) {
    long asked = conf.getLong(FileInputFormat.SPLIT_MAXSIZE, 0);
    return Math.max(1, asked > 0 ? asked : file.getBlockSize());
  }

  private static String[] hosts(PackedSplit.Piece piece, Configuration conf) throws IOException {
    Path path = new Path(java.net.URI.create(piece.uri()));
    BlockLocation[] blocks =
        path.getFileSystem(conf).getFileBlockLocations(path, piece.start(), piece.length());
    return blocks == null || blocks.length == 0 ? new String[0] : blocks[0].getHosts();
  }

  @Override
  public RecordReader<RecordPosition, Object> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new PackedRecordReader();
  }
}
