package org.mixreduce.reducer.resample;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.mapreduce.TaskInputOutputContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * The file of one part in the task's own output directory: the header, if there is one, and lines.
 * Compressed if the job's output is to be.
 */
final class PartFile implements Closeable {

  private static final char LINE_BREAK = '\n';

  private final int part;
  private final OutputStream out;
  private long rows;

  private PartFile(int part, OutputStream out) {
    this.part = part;
    this.out = out;
  }

  static PartFile create(int part, byte[] header, TaskInputOutputContext<?, ?, ?, ?> context)
      throws IOException, InterruptedException {
    Configuration conf = context.getConfiguration();
    String name = String.format(Locale.ROOT, "%s%05d", ResampleReducer.FILE_PREFIX, part);
    CompressionCodec codec = null;
    if (FileOutputFormat.getCompressOutput(context)) {
      codec =
          ReflectionUtils.newInstance(
              FileOutputFormat.getOutputCompressorClass(context, GzipCodec.class), conf);
      name += codec.getDefaultExtension();
    }
    Path path = new Path(FileOutputFormat.getWorkOutputPath(context), name);
    OutputStream raw = path.getFileSystem(conf).create(path, true);
    PartFile file = new PartFile(part, codec == null ? raw : codec.createOutputStream(raw));
    if (header.length > 0) {
      file.writeLine(header, 0, header.length);
    }
    return file;
  }

  int part() {
    return part;
  }

  /** Rows so far. */
  long rows() {
    return rows;
  }

  void writeRow(byte[] bytes, int offset, int length) throws IOException {
    writeLine(bytes, offset, length);
    rows++;
  }

  private void writeLine(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    out.write(LINE_BREAK);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
