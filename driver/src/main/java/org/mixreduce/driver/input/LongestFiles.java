package org.mixreduce.driver.input;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.HeldInput;
import org.mixreduce.mapper.record.InputFiles;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.RecordFormat;
import org.mixreduce.mapper.record.RecordFormats;
import org.mixreduce.mapper.record.UnreadableFileException;

/**
 * What readers will hold of the input at once, by a look at its longest files, where the most is to
 * be expected. Of the others tasks find out themselves: ten thousand looks would take the driver
 * longer than the tasks.
 */
public final class LongestFiles {

  private static final int LOOKS = 8;

  private LongestFiles() {}

  /**
   * The most that is held of one of them.
   *
   * @throws BadInputException if one cannot be read
   */
  public static HeldInput held(InputFiles files, RowLayout layout, Configuration conf)
      throws IOException {
    RecordFormat format = RecordFormats.of(layout.source().format());
    List<FileStatus> longest =
        files.files().stream()
            .filter(file -> file.getLen() > 0)
            .sorted(Comparator.comparingLong(FileStatus::getLen).reversed())
            .limit(LOOKS)
            .toList();
    HeldInput most = HeldInput.NOTHING;
    for (FileStatus file : longest) {
      most = most.max(held(format, file, files.relative(file.getPath()), layout, conf));
    }
    return most;
  }

  private static HeldInput held(
      RecordFormat format, FileStatus file, String name, RowLayout layout, Configuration conf)
      throws IOException {
    try {
      return format.held(file, name, layout, conf);
    } catch (IOException | RuntimeException e) {
      String uri = file.getPath().toUri().toString();
      IOException reason =
          UnreadableFileException.of(new PackedSplit.Piece(name, uri, 0, file.getLen()), e, conf);
      if (reason instanceof UnreadableFileException) {
        throw new BadInputException(reason.getMessage());
      }
      throw reason;
    }
  }
}
