package org.mixreduce.mapper.record.parquet;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.AsText;
import org.mixreduce.mapper.record.HeldInput;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.PieceReader;
import org.mixreduce.mapper.record.RecordFormat;
import org.mixreduce.mapper.record.RowParser;
import org.mixreduce.mapper.record.field.FieldLines;
import org.mixreduce.mapper.record.field.FieldParser;
import org.mixreduce.mapper.record.field.UsedFields;

/** Parquet files; columns by name, those of nested groups by dotted path. */
public final class ParquetFormat implements RecordFormat {

  @Override
  public String label() {
    return "parquet";
  }

  @Override
  public boolean begins(byte[] first) {
    // What follows the magic is no character, as it would be in text.
    return first.length > 4
        && first[0] == 'P'
        && first[1] == 'A'
        && first[2] == 'R'
        && (first[3] == '1' || first[3] == 'E')
        && (first[4] < ' ' && first[4] != '\n' && first[4] != '\r' && first[4] != '\t');
  }

  @Override
  public boolean splits(Path file, Configuration conf) {
    return true;
  }

  @Override
  public FirstLook look(FileStatus file, int lines, RowLayout.Syntax syntax, Configuration conf)
      throws IOException {
    try (ParquetFileReader reader = ParquetFooter.open(file, conf)) {
      return FirstLook.of(ParquetColumns.of(reader.getFileMetaData().getSchema()));
    }
  }

  @Override
  public HeldInput held(FileStatus file, String name, RowLayout layout, Configuration conf)
      throws IOException {
    try (ParquetFileReader reader = ParquetFooter.open(file, conf)) {
      return GroupHeap.largest(reader.getRowGroups(), new UsedFields(layout), name);
    }
  }

  @Override
  public PieceReader open(PackedSplit.Piece piece, RowLayout layout, TaskAttemptContext context)
      throws IOException {
    return ParquetPieceReader.open(piece, layout, context.getConfiguration());
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
