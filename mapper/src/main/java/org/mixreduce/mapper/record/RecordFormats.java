package org.mixreduce.mapper.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;

/** Finds formats by name, and those of files by how they begin. */
public final class RecordFormats {

  private RecordFormats() {}

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException naming what there is, if there is none
   */
  public static RecordFormat of(String label) {
    for (RecordFormat format : formats()) {
      if (format.label().equals(label)) {
        return format;
      }
    }
    throw new IllegalArgumentException("no format '" + label + "'; there are " + labels());
  }

  /** The names of all formats, in the order in which files are tried. */
  public static List<String> labels() {
    List<String> labels = new ArrayList<>();
    formats().forEach(format -> labels.add(format.label()));
    return labels;
  }

  /** The format of a file. */
  public static RecordFormat ofFile(FileStatus file, Configuration conf) throws IOException {
    byte[] first = first(file, conf);
    for (RecordFormat format : formats()) {
      if (format.begins(first)) {
        return format;
      }
    }
    throw new IllegalStateException("no format, not even text, takes " + file.getPath());
  }

  private static byte[] first(FileStatus file, Configuration conf) throws IOException {
    byte[] bytes = new byte[RecordFormat.FIRST_BYTES];
    int length = 0;
    try (FSDataInputStream in = file.getPath().getFileSystem(conf).open(file.getPath())) {
      int read;
      while (length < bytes.length && (read = in.read(bytes, length, bytes.length - length)) > 0) {
        length += read;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static ServiceLoader<RecordFormat> formats() {
    // Not the thread's context loader: in a task that one may not see the job jar.
    return ServiceLoader.load(RecordFormat.class, RecordFormats.class.getClassLoader());
  }
}
