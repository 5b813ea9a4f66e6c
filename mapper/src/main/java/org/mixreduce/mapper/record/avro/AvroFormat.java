package org.mixreduce.mapper.record.avro;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.AsText;
import org.mixreduce.mapper.record.BoundedInput;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.PieceReader;
import org.mixreduce.mapper.record.RecordFormat;
import org.mixreduce.mapper.record.RowParser;
import org.mixreduce.mapper.record.field.FieldLines;
import org.mixreduce.mapper.record.field.FieldParser;

/** Avro container files of records; fields by name, those of nested records by dotted path. */
public final class AvroFormat implements RecordFormat {

  @Override
  public String label() {
    return "avro";
  }

  @Override
  public boolean begins(byte[] first) {
    byte[] magic = ContainerHeader.MAGIC;
    return first.length >= magic.length
        && Arrays.equals(first, 0, magic.length, magic, 0, magic.length);
  }

  @Override
  public boolean splits(Path file, Configuration conf) {
    return true;
  }

  @Override
  public FirstLook look(FileStatus file, int lines, RowLayout.Syntax syntax, Configuration conf)
      throws IOException {
    Path path = file.getPath();
    try (BoundedInput in = new BoundedInput(path.getFileSystem(conf).open(path), file.getLen())) {
      return FirstLook.of(AvroColumns.of(ContainerHeader.read(in).schema()));
    }
  }

  @Override
  public PieceReader open(PackedSplit.Piece piece, RowLayout layout, TaskAttemptContext context)
      throws IOException {
    return AvroPieceReader.open(piece, layout, context.getConfiguration());
  }

  @Override
  public RowParser parser(RowLayout layout) {
    return new FieldParser(layout);
  }

  @Override
  public AsText asText(RowLayout layout) {
    return new FieldLines(layout);
  }
}
