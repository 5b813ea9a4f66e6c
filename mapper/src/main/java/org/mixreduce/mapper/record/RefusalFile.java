package org.mixreduce.mapper.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.MapContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/** A file beside a job's output that says why a split could not be read; committed as output is. */
public final class RefusalFile {

  /** How its name begins. */
  public static final String PREFIX = "_refused-";

  private RefusalFile() {}

  /** Leaves a reason. */
  public static void write(String reason, MapContext<?, ?, ?, ?> context)
      throws IOException, InterruptedException {
    int split = ((PackedSplit) context.getInputSplit()).index();
    Path path = new Path(FileOutputFormat.getWorkOutputPath(context), PREFIX + split + ".txt");
    try (OutputStream out = path.getFileSystem(context.getConfiguration()).create(path, true)) {
      out.write(reason.getBytes(StandardCharsets.UTF_8));
    }
  }
}
