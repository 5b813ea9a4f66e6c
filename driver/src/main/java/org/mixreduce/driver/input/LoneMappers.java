package org.mixreduce.driver.input;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.mapper.record.InputFiles;
import org.mixreduce.mapper.record.PackedInputFormat;
import org.mixreduce.mapper.record.RecordFormats;

/** Large files that cannot be split, each of which one mapper reads alone. */
public final class LoneMappers {

  /** As where splits are planned, a tenth more than the target is one split anyway. */
  private static final double LARGE = 1.1;

  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};

  private LoneMappers() {}

  /** A warning that names the largest, and how many mappers are left; none if there is no such. */
  public static Optional<String> warning(InputFiles files, String format, Configuration conf)
      throws IOException {
    List<FileStatus> whole =
        files.files().stream()
            .filter(file -> file.getLen() > LARGE * PackedInputFormat.target(file, conf))
            .filter(file -> !RecordFormats.of(format).splits(file.getPath(), conf))
            .toList();
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    FileStatus largest =
        whole.stream().max(Comparator.comparingLong(FileStatus::getLen)).orElseThrow();
    String name = files.relative(largest.getPath()) + " (" + size(largest.getLen()) + ")";
    String what =
        whole.size() == 1
            ? name + " cannot be split: one mapper reads it all"
            : Counted.of(whole.size(), "file")
                + " cannot be split, such as "
                + name
                + ": "
                + whole.size()
                + " mappers read one each";
    return Optional.of(what + "; use bzip2, or split what is compressed");
  }

  private static String size(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }
}
