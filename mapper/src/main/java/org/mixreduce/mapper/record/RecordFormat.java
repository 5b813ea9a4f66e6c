package org.mixreduce.mapper.record;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.mixreduce.core.data.RowLayout;

/**
 * A format of files. Found by {@link java.util.ServiceLoader}: a new one is a new folder and a line
 * in {@code META-INF/services}.
 */
public interface RecordFormat {

  /** Bytes by which a file is recognised, at most. */
  int FIRST_BYTES = 8;

  /** Its name, as {@code --input-format} and layouts have it. */
  String label();

  /**
   * Whether a file that begins with these bytes is of this format. No format but that of text says
   * so of text.
   *
   * @param first {@link #FIRST_BYTES} bytes, or all there are
   */
  boolean begins(byte[] first);

  /** Whether pieces of a file can be read apart from each other. */
  boolean splits(Path file, Configuration conf);

  /**
   * A look at a file: its schema, or its first lines.
   *
   * @param lines how many at most
   * @param syntax of lines
   * @throws BrokenDataException or whatever a library throws, if it is not of this format; {@link
   *     UnreadableFileException#of} says what that means
   */
  FirstLook look(FileStatus file, int lines, RowLayout.Syntax syntax, Configuration conf)
      throws IOException;

  /**
   * What a reader of a file will hold of it at once, if that may be much and can be told without
   * reading the file.
   *
   * @param name of the file, for people
   * @throws BrokenDataException or whatever a library throws, as {@link #look} does
   */
  default HeldInput held(FileStatus file, String name, RowLayout layout, Configuration conf)
      throws IOException {
    return HeldInput.NOTHING;
  }

  /** Opens a piece of a file whose rows have that layout. */
  PieceReader open(PackedSplit.Piece piece, RowLayout layout, TaskAttemptContext context)
      throws IOException;

  /** Makes rows of its records. */
  RowParser parser(RowLayout layout);

  /** Makes lines of its records. */
  AsText asText(RowLayout layout);

  /**
   * What a file holds.
   *
   * @param schema names and types of columns; empty where records are lines
   * @param lines the first lines that are not blank, where records are lines
   */
  record FirstLook(Optional<FileSchema> schema, List<String> lines) {

    /** Copies the list. */
    public FirstLook {
      lines = List.copyOf(lines);
    }

    /** Of a file with a schema. */
    public static FirstLook of(FileSchema schema) {
      return new FirstLook(Optional.of(schema), List.of());
    }

    /** Of a file of lines. */
    public static FirstLook of(List<String> lines) {
      return new FirstLook(Optional.empty(), lines);
    }
  }
}
