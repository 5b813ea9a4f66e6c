package org.mixreduce.mapper.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** A file cannot be read as the others; the message, for the user, names it. */
public class UnreadableFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With one line that names the file. */
  public UnreadableFileException(String message) {
    super(message);
  }

  /**
   * What a failure to read a piece means. If the piece's bytes can be read, they are to blame, and
   * another attempt would fail as well; if not, it is the storage, and the failure stays as it is.
   */
  public static IOException of(PackedSplit.Piece piece, Exception failure, Configuration conf) {
    if (failure instanceof UnreadableFileException known) {
      return known;
    }
    if (failure instanceof UncheckedIOException unchecked) {
      return of(piece, unchecked.getCause(), conf);
    }
    if (failure instanceof BrokenDataException broken) {
      return new UnreadableFileException(piece.path() + " is corrupt: " + broken.getMessage());
    }
    if (failure instanceof InterruptedIOException interrupted) {
      return interrupted;
    }
    try {
      readThrough(piece, conf);
    } catch (IOException storage) {
      storage.addSuppressed(failure);
      return storage;
    }
    return new UnreadableFileException(piece.path() + " is corrupt: " + reason(failure));
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    return failure.getClass().getSimpleName()
        + (message == null ? "" : ": " + message.lines().findFirst().orElse(""));
  }

  private static void readThrough(PackedSplit.Piece piece, Configuration conf) throws IOException {
    Path path = new Path(URI.create(piece.uri()));
    try (FSDataInputStream in = path.getFileSystem(conf).open(path)) {
      in.seek(piece.start());
      long left = piece.length();
      byte[] buffer = new byte[1 << 16];
      while (left > 0) {
        int read = ((InputStream) in).read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          return;
        }
        left -= read;
      }
    }
  }
}
